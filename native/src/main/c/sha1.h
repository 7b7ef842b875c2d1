/* What the parts of SHA-1 share. */
#ifndef STARFORGE_SHA1_H
#define STARFORGE_SHA1_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "starforge.h"

enum { SF_BLOCK = 64, SF_STEPS = 80, SF_MOST_LANES = 8, SF_MOST_WAYS = 7 };

/* The disturbance vectors that are looked for, I(k, b) and II(k, b). Their numbers are their bits among the suspects of a block. */
#define SF_VECTORS(V)                                                                                                     \
    V(I, 43, 0) V(I, 44, 0) V(I, 45, 0) V(I, 46, 0) V(I, 46, 2) V(I, 47, 0) V(I, 47, 2) V(I, 48, 0)                       \
    V(I, 48, 2) V(I, 49, 0) V(I, 49, 2) V(I, 50, 0) V(I, 50, 2) V(I, 51, 0) V(I, 51, 2) V(I, 52, 0)                       \
    V(II, 45, 0) V(II, 46, 0) V(II, 46, 2) V(II, 47, 0) V(II, 48, 0) V(II, 49, 0) V(II, 49, 2) V(II, 50, 0)               \
    V(II, 50, 2) V(II, 51, 0) V(II, 51, 2) V(II, 52, 0) V(II, 53, 0) V(II, 54, 0) V(II, 55, 0) V(II, 56, 0)

#define SF_NUMBER(type, k, b) type##_##k##_##b,
enum { SF_VECTORS(SF_NUMBER) SF_VECTOR_COUNT };
#define I(k, b) (1u << I_##k##_##b)
#define II(k, b) (1u << II_##k##_##b)

/* Before a loop whose number must be known in each turn. */
#if defined(__clang__)
#define UNROLLED _Pragma("unroll")
#else
#define UNROLLED _Pragma("GCC unroll 80")
#endif

/* A way of computing it. */
typedef struct {
    int lanes;
    /*
     * Looks at so many blocks: sets the vectors that each may follow, and the words of the expanded messages of all, number t of
     * lane i being words[lanes * t + i]. words: as aligned as a vector.
     */
    void (*look)(const uint8_t *blocks, uint32_t *suspects, uint32_t *words);
    /* Sets states[1] to states[count], those after each of these blocks; NULL where the machine has nothing for it. */
    void (*add)(uint32_t (*states)[5], const uint8_t *blocks, int count);
} sf_sha1_way;

#if defined(__x86_64__) || defined(__aarch64__)
/* The ways that this processor has besides the plain one, the best first; returns how many. */
int sf_sha1_ways(sf_sha1_way *ways);
#endif

#endif

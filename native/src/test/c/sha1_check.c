/*
 * Tests of SHA-1 in C, for each way in which this processor can compute it. sha1_check FOLDER: where the published collisions are.
 * Built with ASan and UBSan. Says what failed, and fails then.
 */
#include "sha1.c"

#include <stdio.h>
#include <stdlib.h>

static int failures;

#define CHECK(condition)                                                      \
    do {                                                                      \
        if (!(condition)) {                                                   \
            printf("%s:%d: %s, %s\n", __FILE__, __LINE__, __func__, #condition); \
            failures++;                                                       \
        }                                                                     \
    } while (0)

static uint64_t seed = 1;

/* https://prng.di.unimi.it/splitmix64.c */
static uint32_t any(void) {
    uint64_t x = seed += 0x9e3779b97f4a7c15;
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
    x = (x ^ x >> 27) * 0x94d049bb133111eb;
    return (uint32_t)(x >> 32);
}

static void fill(uint8_t *bytes, int length) {
    for (int i = 0; i < length; i++) {
        bytes[i] = (uint8_t)any();
    }
}

static void expand(uint32_t *w) {
    for (int t = 16; t < SF_STEPS; t++) {
        w[t] = rotate(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);
    }
}

/* A block, as FIPS 180-4 has it. */
static void simply(uint32_t *state, const uint8_t *block) {
    uint32_t w[SF_STEPS], s[5];
    load_1(w, block);
    expand(w);
    memcpy(s, state, sizeof s);
    for (int t = 0; t < SF_STEPS; t++) {
        const uint32_t f = t < 20               ? ((s[1] & s[2]) ^ (~s[1] & s[3])) + 0x5a827999
                           : t < 40             ? (s[1] ^ s[2] ^ s[3]) + 0x6ed9eba1
                           : t < 60             ? ((s[1] & s[2]) ^ (s[1] & s[3]) ^ (s[2] & s[3])) + 0x8f1bbcdc
                                                : (s[1] ^ s[2] ^ s[3]) + 0xca62c1d6;
        const uint32_t next = rotate(s[0], 5) + f + s[4] + w[t];
        s[4] = s[3], s[3] = s[2], s[2] = rotate(s[1], 30), s[1] = s[0], s[0] = next;
    }
    for (int i = 0; i < 5; i++) {
        state[i] += s[i];
    }
}

/* The sum of a message with its padding behind it. */
static void sum_simply(const uint8_t *bytes, int length, uint8_t *result) {
    uint32_t state[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    const int all = (length + 9 + 63) / 64 * 64;
    uint8_t *padded = calloc((size_t)all, 1);
    memcpy(padded, bytes, (size_t)length);
    padded[length] = 0x80;
    big_endian(padded + all - 8, (uint64_t)length * 8, 8);
    for (int i = 0; i < all; i += 64) {
        simply(state, padded + i);
    }
    for (int i = 0; i < 5; i++) {
        big_endian(result + 4 * i, state[i], 4);
    }
    free(padded);
}

/* In pieces, each of which ends where its memory does; the first has so many bytes, or any other number when it is negative. */
static int32_t sum_of(const uint8_t *bytes, int length, int first, uint8_t *result) {
    uint64_t context[SF_SHA1_BYTES / 8];
    sf_sha1_begin(context);
    for (int at = 0, some; at < length; at += some) {
        some = least(length - at, first < 0 ? (int)(any() % 1500) : at == 0 ? first : length);
        uint8_t *piece = malloc((size_t)most(some, 1));
        memcpy(piece, bytes + at, (size_t)some);
        CHECK(sf_sha1_add(context, piece, some) == 0);
        free(piece);
        first = some == 0 ? -1 : first;
    }
    return sf_sha1_end(context, result);
}

static void sums_of_all_lengths_are_right(void) {
    static uint8_t bytes[4000];
    uint8_t wanted[20], found[20];
    fill(bytes, sizeof bytes);
    for (int length = 0; length <= (int)sizeof bytes; length += length < 1100 ? 1 : 97) {
        sum_simply(bytes, length, wanted);
        CHECK(sum_of(bytes, length, length, found) == 0 && memcmp(wanted, found, 20) == 0);
        CHECK(sum_of(bytes, length, -1, found) == 0 && memcmp(wanted, found, 20) == 0);
    }
}

static void a_negative_length_is_refused(void) {
    uint64_t context[SF_SHA1_BYTES / 8];
    const uint8_t byte = 0;
    sf_sha1_begin(context);
    CHECK(sf_sha1_add(context, &byte, -1) == SF_EINVAL);
}

/* The last block of each is where the sums meet; without it there is nothing to be seen. */
static void published_collisions_are_found(const char *folder) {
    static const char *const names[] = {"shattered-1.bin", "shattered-2.bin", "shambles-1.bin", "shambles-2.bin"};
    uint8_t sums[4][20], wanted[20];
    for (int i = 0; i < 4; i++) {
        uint8_t bytes[2000] = {0};
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        FILE *file = fopen(path, "rb");
        if (file == NULL) {
            perror(path);
            exit(2);
        }
        const int length = (int)fread(bytes, 1, sizeof bytes, file);
        fclose(file);
        sum_simply(bytes, length, wanted);
        for (int first = 0; first <= length; first++) {
            CHECK(sum_of(bytes, length, first, sums[i]) == SF_EFORGED && memcmp(sums[i], wanted, 20) == 0);
        }
        CHECK(sum_of(bytes, sizeof bytes, sizeof bytes, wanted) == SF_EFORGED);
        CHECK(sum_of(bytes, length - 1, -1, wanted) == 0);
        bytes[length - 1] ^= 1;
        CHECK(sum_of(bytes, length, -1, wanted) == 0);
    }
    CHECK(memcmp(sums[0], sums[1], 20) == 0 && memcmp(sums[2], sums[3], 20) == 0);
}

typedef struct {
    int t, b, u, c;
    bool differ;
    uint32_t vectors;
} condition;

#define SAME(t, b, u, c, vectors) {t, b, u, c, false, vectors},
#define DIFFER(t, b, u, c, vectors) {t, b, u, c, true, vectors},
static const condition CONDITIONS[] = {
#include "sha1_conditions.inc"
};
enum { CONDITION_COUNT = sizeof CONDITIONS / sizeof *CONDITIONS, BITS = 512, PARTS = BITS / 64 };

static uint32_t suspects_simply(const uint8_t *block) {
    uint32_t w[SF_STEPS], suspects = UINT32_MAX;
    load_1(w, block);
    expand(w);
    for (int i = 0; i < CONDITION_COUNT; i++) {
        const condition *one = &CONDITIONS[i];
        if (((w[one->t] >> one->b ^ w[one->u] >> one->c) & 1) != one->differ) {
            suspects &= ~one->vectors;
        }
    }
    return suspects;
}

/* A sum of bits of a block that must be 0 or 1. */
typedef struct {
    uint64_t bits[PARTS];
    bool odd;
} equation;

/* Which bits of the block make a bit of the expanded message; number 32 * t + b of the block is bit b of word t. */
static equation expanded[SF_STEPS][32];

static void add_to(equation *one, const equation *other) {
    for (int i = 0; i < PARTS; i++) {
        one->bits[i] ^= other->bits[i];
    }
    one->odd ^= other->odd;
}

static void expand_bits(void) {
    for (int t = 0; t < SF_STEPS; t++) {
        for (int b = 0; b < 32; b++) {
            equation *bit = &expanded[t][b];
            if (t < 16) {
                bit->bits[(32 * t + b) / 64] = (uint64_t)1 << (32 * t + b) % 64;
                continue;
            }
            const int from = (b + 31) % 32;
            add_to(bit, &expanded[t - 3][from]);
            add_to(bit, &expanded[t - 8][from]);
            add_to(bit, &expanded[t - 14][from]);
            add_to(bit, &expanded[t - 16][from]);
        }
    }
}

static bool has(const equation *one, int bit) {
    return (one->bits[bit / 64] >> bit % 64 & 1) != 0;
}

/* Any block that fulfils all conditions of a vector but this one; false when there is none. */
static bool solve(int vector, int but, uint8_t *block) {
    static equation solved[CONDITION_COUNT];
    int pivots[CONDITION_COUNT], count = 0;
    for (int i = 0; i < CONDITION_COUNT; i++) {
        const condition *one = &CONDITIONS[i];
        if ((one->vectors >> vector & 1) == 0) {
            continue;
        }
        equation next = expanded[one->t][one->b];
        add_to(&next, &expanded[one->u][one->c]);
        next.odd = one->differ != (i == but);
        for (int k = 0; k < count; k++) {
            if (has(&next, pivots[k])) {
                add_to(&next, &solved[k]);
            }
        }
        int pivot = 0;
        while (pivot < BITS && !has(&next, pivot)) {
            pivot++;
        }
        if (pivot == BITS) {
            if (next.odd) {
                return false;
            }
            continue;
        }
        for (int k = 0; k < count; k++) {
            if (has(&solved[k], pivot)) {
                add_to(&solved[k], &next);
            }
        }
        solved[count] = next;
        pivots[count++] = pivot;
    }
    equation some;
    for (int i = 0; i < PARTS; i++) {
        some.bits[i] = (uint64_t)any() << 32 | any();
    }
    for (int k = 0; k < count; k++) {
        bool odd = solved[k].odd;
        for (int i = 0; i < PARTS; i++) {
            odd ^= __builtin_parityll(solved[k].bits[i] & some.bits[i]) != 0;
        }
        some.bits[pivots[k] / 64] ^= (uint64_t)odd << pivots[k] % 64;
    }
    for (int t = 0; t < 16; t++) {
        big_endian(block + 4 * t, some.bits[t / 2] >> 32 * (t % 2) & UINT32_MAX, 4);
    }
    return true;
}

/* Sets one of them, and looks at it in each lane among others. */
static bool is_suspect(int vector, const uint8_t *block) {
    _Alignas(32) uint32_t words[SF_STEPS * SF_MOST_LANES];
    uint8_t blocks[SF_MOST_LANES * SF_BLOCK];
    uint32_t suspects[SF_MOST_LANES], wanted = suspects_simply(block);
    for (int lane = 0; lane < chosen->lanes; lane++) {
        fill(blocks, sizeof blocks);
        memcpy(blocks + SF_BLOCK * lane, block, SF_BLOCK);
        chosen->look(blocks, suspects, words);
        for (int i = 0; i < chosen->lanes; i++) {
            CHECK(suspects[i] == suspects_simply(blocks + SF_BLOCK * i));
        }
    }
    return (wanted >> vector & 1) != 0;
}

static void each_vector_is_suspected_when_all_its_conditions_are_met(void) {
    int broken = 0;
    for (int vector = 0; vector < SF_VECTOR_COUNT; vector++) {
        uint8_t block[SF_BLOCK];
        CHECK(solve(vector, -1, block) && is_suspect(vector, block));
        for (int but = 0; but < CONDITION_COUNT; but++) {
            if ((CONDITIONS[but].vectors >> vector & 1) != 0 && solve(vector, but, block)) {
                CHECK(!is_suspect(vector, block));
                broken++;
            }
        }
    }
    CHECK(broken == 373); /* so many conditions do all vectors have; none follows from others */
}

/* The suspects that sha1collisiondetection finds in a million blocks, by FNV-1a; every vector is among them. */
static void random_blocks_are_suspected_as_published(void) {
    _Alignas(32) uint32_t words[SF_STEPS * SF_MOST_LANES];
    uint32_t blocks[SF_MOST_LANES][16], suspects[SF_MOST_LANES], all = 0;
    uint64_t hash = 0xcbf29ce484222325;
    seed = 1;
    for (int done = 0; done < 1000000; done += chosen->lanes) {
        for (int i = 0; i < chosen->lanes * 16; i++) {
            blocks[i / 16][i % 16] = any();
        }
        chosen->look((const uint8_t *)blocks, suspects, words);
        for (int i = 0; i < chosen->lanes; i++) {
            hash = (hash ^ suspects[i]) * 0x100000001b3;
            all |= suspects[i];
        }
    }
    CHECK(hash == 0x9c3f24ad3bfb8368 && all == UINT32_MAX);
}

/* All numbers of the table that came with the papers, one after the other by FNV-1a. */
static void messages_differ_by_what_is_published(void) {
    uint64_t hash = 0xcbf29ce484222325;
    for (int i = 0; i < SF_VECTOR_COUNT; i++) {
        for (int t = 0; t < SF_STEPS; t++) {
            hash = (hash ^ differences[i][t]) * 0x100000001b3;
        }
    }
    CHECK(hash == 0x3e1e5185ced33715);
}

/* Any message and any state in the middle, with the sum that makes them meet. */
static void a_sister_of_each_vector_is_found(void) {
    for (int vector = 0; vector < SF_VECTOR_COUNT; vector++) {
        uint32_t w[SF_STEPS], sister[SF_STEPS], middle[5], end[5], start[5], before[5], after[5];
        for (int t = 0; t < 16; t++) {
            w[t] = any();
        }
        expand(w);
        for (int t = 0; t < SF_STEPS; t++) {
            sister[t] = w[t] ^ differences[vector][t];
        }
        for (int i = 0; i < 5; i++) {
            middle[i] = start[i] = end[i] = any();
        }
        const int step = DISTURBANCES[vector].k + 15;
        backward(start, sister, 0, step);
        forward(end, sister, step, SF_STEPS);
        forward(middle, w, step, SF_STEPS);
        for (int i = 0; i < 5; i++) {
            after[i] = start[i] + end[i];
            before[i] = after[i] - middle[i];
        }
        CHECK(has_sister(vector, before, after, w));
        CHECK(!has_sister((vector + 1) % SF_VECTOR_COUNT, before, after, w));
        const int changed = vector % 5;
        after[changed] ^= 1u << vector, before[changed] = after[changed] - middle[changed];
        CHECK(!has_sister(vector, before, after, w));
    }
}

/* What is undone was done. */
static void steps_can_be_undone(void) {
    uint32_t w[SF_STEPS], state[5] = {1, 2, 3, 4, 5};
    for (int t = 0; t < SF_STEPS; t++) {
        w[t] = any();
    }
    for (int from = 0; from < SF_STEPS; from += 7) {
        for (int to = from; to <= SF_STEPS; to += 3) {
            forward(state, w, from, to);
            backward(state, w, from, to);
            CHECK(state[0] == 1 && state[1] == 2 && state[2] == 3 && state[3] == 4 && state[4] == 5);
        }
    }
}

int main(int count, char **arguments) {
    if (count != 2) {
        fprintf(stderr, "sha1_check FOLDER\n");
        return 2;
    }
    expand_bits();
    messages_differ_by_what_is_published();
    steps_can_be_undone();
    a_sister_of_each_vector_is_found();
    for (chosen = ways; chosen < ways + ways_count; chosen++) {
        sums_of_all_lengths_are_right();
        a_negative_length_is_refused();
        published_collisions_are_found(arguments[1]);
        random_blocks_are_suspected_as_published();
        each_vector_is_suspected_when_all_its_conditions_are_met();
    }
    return failures == 0 ? 0 : 1;
}

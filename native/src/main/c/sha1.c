/*
 * SHA-1 that knows forged messages. Two messages of one sum are made of blocks whose expanded messages differ by what one of few
 * disturbance vectors tells (Manuel, Classification and Generation of Disturbance Vectors for Collision Attacks against SHA-1,
 * 2011), and which leave no difference between two states in the middle. So one of the two is enough to find the other: for each
 * vector the sister of a block is computed from that state to both ends, and if the sums become the same, somebody made it so
 * (Stevens, Counter-cryptanalysis, 2013). That would cost 32 times the sum; but for all vectors together there are 156 bits of the
 * expanded message by which nearly all blocks are cleared (Stevens and Shumow, Speeding up Detection of SHA-1 Collision Attacks
 * Using Unavoidable Attack Conditions, 2017). They need no state, so here they are looked at in several blocks at once.
 */
#define _GNU_SOURCE
#include "sha1.h"

#include "internal.h"

enum { HELD = SF_MOST_LANES * SF_BLOCK };

typedef struct {
    bool is_second; /* II(k, b), not I(k, b) */
    int k, b;
} disturbance;

#define ROW(type, k, b) {sizeof #type > 2, k, b},
static const disturbance DISTURBANCES[SF_VECTOR_COUNT] = {SF_VECTORS(ROW)};

typedef struct {
    uint32_t state[5];
    uint32_t is_forged;
    int64_t length;
    uint8_t held[HELD]; /* length % HELD bytes, not yet added */
} message;

_Static_assert(sizeof(message) == SF_SHA1_BYTES, "starforge.h tells the size");

static inline uint32_t rotate(uint32_t x, int n) {
    return x << n | x >> (32 - n);
}

static uint32_t differences[SF_VECTOR_COUNT][SF_STEPS];

/*
 * What the expanded messages of two sisters differ by: a vector's 16 words, expanded both ways, and for each bit of them the five
 * that mend in the steps after it what it does (a local collision).
 */
static void learn_differences(void) {
    for (int i = 0; i < SF_VECTOR_COUNT; i++) {
        const disturbance *one = &DISTURBANCES[i];
        uint32_t all[5 + SF_STEPS] = {0}, *v = all + 5;
        v[one->k + 15] = 1u << one->b;
        if (one->is_second) {
            v[one->k + 1] = v[one->k + 3] = rotate(1u << one->b, 31);
        }
        for (int t = one->k + 16; t < SF_STEPS; t++) {
            v[t] = rotate(v[t - 3] ^ v[t - 8] ^ v[t - 14] ^ v[t - 16], 1);
        }
        for (int t = one->k - 1; t >= -5; t--) {
            v[t] = rotate(v[t + 16], 31) ^ v[t + 13] ^ v[t + 8] ^ v[t + 2];
        }
        for (int t = 0; t < SF_STEPS; t++) {
            differences[i][t] = v[t] ^ rotate(v[t - 1], 5) ^ v[t - 2] ^ rotate(v[t - 3] ^ v[t - 4] ^ v[t - 5], 30);
        }
    }
}

/* A round is 20 steps. What a step needs last is added last, so that steps wait for each other no longer than they must. */
#if !defined(__clang__)
#pragma GCC optimize("no-tree-reassoc")
#endif
#define STEP_BY_STEP _Pragma("GCC unroll 5")

static inline __attribute__((always_inline)) uint32_t mix(int round, uint32_t b, uint32_t c, uint32_t d) {
    switch (round) {
    case 0:
        return (b & c) + (~b & d) + 0x5a827999;
    case 1:
        return (b ^ (c ^ d)) + 0x6ed9eba1;
    case 2:
        return (c & d) + (b & (c ^ d)) + 0x8f1bbcdc;
    default:
        return (b ^ (c ^ d)) + 0xca62c1d6;
    }
}

static inline int least(int one, int other) {
    return one < other ? one : other;
}

static inline int most(int one, int other) {
    return one > other ? one : other;
}

/* Does the steps [from, to). */
static inline __attribute__((always_inline)) void forward(uint32_t *state, const uint32_t *w, int from, int to) {
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    UNROLLED for (int round = 0; round < 4; round++) {
        STEP_BY_STEP for (int t = most(from, 20 * round); t < least(to, 20 * (round + 1)); t++) {
            const uint32_t next = (e + w[t]) + mix(round, b, c, d) + rotate(a, 5);
            e = d, d = c, c = rotate(b, 30), b = a, a = next;
        }
    }
    state[0] = a, state[1] = b, state[2] = c, state[3] = d, state[4] = e;
}

/* Undoes the steps [from, to). */
static void backward(uint32_t *state, const uint32_t *w, int from, int to) {
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    UNROLLED for (int round = 3; round >= 0; round--) {
        STEP_BY_STEP for (int t = least(to, 20 * (round + 1)) - 1; t >= most(from, 20 * round); t--) {
            const uint32_t last = a;
            a = b, b = rotate(c, 2), c = d, d = e, e = last - rotate(a, 5) - mix(round, b, c, d) - w[t];
        }
    }
    state[0] = a, state[1] = b, state[2] = c, state[3] = d, state[4] = e;
}

/* Whether another block that follows this vector has led from another state to the same sum. */
static bool has_sister(int vector, const uint32_t *before, const uint32_t *after, const uint32_t *w) {
    const int middle = DISTURBANCES[vector].k + 15; /* both have the same state here */
    uint32_t start[5], end[5], sister[SF_STEPS];
    for (int i = 0; i < 5; i++) {
        start[i] = after[i] - before[i];
    }
    backward(start, w, middle, SF_STEPS);
    memcpy(end, start, sizeof end);
    for (int t = 0; t < SF_STEPS; t++) {
        sister[t] = w[t] ^ differences[vector][t];
    }
    forward(end, sister, middle, SF_STEPS);
    backward(start, sister, 0, middle);
    uint32_t other = 0;
    for (int i = 0; i < 5; i++) {
        other |= (start[i] + end[i]) ^ after[i];
    }
    return other == 0;
}

typedef uint32_t words_1;
typedef int32_t signed_1;

static inline void load_1(words_1 *w, const uint8_t *block) {
    for (int t = 0; t < 16; t++) {
        const uint8_t *at = block + 4 * t;
        w[t] = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
    }
}

#define NAME look_1
#define TARGET
#define LANES 1
#include "sha1_look.inc"

static sf_sha1_way ways[SF_MOST_WAYS];
static int ways_count;
static const sf_sha1_way *chosen = ways;

__attribute__((constructor)) static void prepare(void) {
    learn_differences();
#if defined(__x86_64__) || defined(__aarch64__)
    ways_count = sf_sha1_ways(ways);
#endif
    ways[ways_count++] = (sf_sha1_way){1, look_1, NULL};
}

bool sf_sha1_fast(void) {
    return chosen->add != NULL;
}

static void words_of(const uint32_t *words, int lanes, int lane, uint32_t *w) {
    for (int t = 0; t < SF_STEPS; t++) {
        w[t] = words[lanes * t + lane];
    }
}

static void add(uint32_t (*states)[5], const uint32_t *words, int lanes, int count) {
    for (int i = 0; i < count; i++) {
        uint32_t w[SF_STEPS];
        words_of(words, lanes, i, w);
        memcpy(states[i + 1], states[i], sizeof states[i]);
        forward(states[i + 1], w, 0, SF_STEPS);
        for (int k = 0; k < 5; k++) {
            states[i + 1][k] += states[i][k];
        }
    }
}

static bool is_forged(uint32_t suspects, const uint32_t *before, const uint32_t *after, const uint32_t *w) {
    for (; suspects != 0; suspects &= suspects - 1) {
        if (has_sister(__builtin_ctz(suspects), before, after, w)) {
            return true;
        }
    }
    return false;
}

/* Adds so many blocks; as many as there are lanes can be read. */
static void take(message *sum, const uint8_t *blocks, int count) {
    const int lanes = chosen->lanes;
    for (int from = 0; from < count; from += lanes) {
        _Alignas(32) uint32_t words[SF_STEPS * SF_MOST_LANES];
        uint32_t suspects[SF_MOST_LANES], states[SF_MOST_LANES + 1][5];
        const int some = least(lanes, count - from);
        memcpy(states[0], sum->state, sizeof sum->state);
        chosen->look(blocks + SF_BLOCK * from, suspects, words);
        if (chosen->add != NULL) {
            chosen->add(states, blocks + SF_BLOCK * from, some);
        } else {
            add(states, words, lanes, some);
        }
        for (int i = 0; i < some; i++) {
            if (suspects[i] != 0) {
                uint32_t w[SF_STEPS];
                words_of(words, lanes, i, w);
                sum->is_forged |= is_forged(suspects[i], states[i], states[i + 1], w);
            }
        }
        memcpy(sum->state, states[some], sizeof sum->state);
    }
}

void sf_sha1_begin(void *context) {
    static const uint32_t start[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    message *sum = context;
    memcpy(sum->state, start, sizeof start);
    sum->is_forged = 0;
    sum->length = 0;
}

int32_t sf_sha1_add(void *context, const uint8_t *bytes, int64_t length) {
    message *sum = context;
    if (length < 0) {
        return SF_EINVAL;
    }
    for (int64_t at = 0; at < length;) {
        const int64_t held = sum->length % HELD;
        const int64_t some = length - at < HELD - held ? length - at : HELD - held;
        if (some == HELD) {
            take(sum, bytes + at, SF_MOST_LANES);
        } else {
            memcpy(sum->held + held, bytes + at, (size_t)some);
            if (held + some == HELD) {
                take(sum, sum->held, SF_MOST_LANES);
            }
        }
        sum->length += some;
        at += some;
    }
    return 0;
}

static void big_endian(uint8_t *at, uint64_t number, int bytes) {
    for (int i = 0; i < bytes; i++) {
        at[i] = (uint8_t)(number >> 8 * (bytes - 1 - i));
    }
}

int32_t sf_sha1_end(void *context, uint8_t *result) {
    message *sum = context;
    const uint64_t bits = (uint64_t)sum->length * 8;
    int held = (int)(sum->length % HELD);
    sum->held[held++] = 0x80;
    memset(sum->held + held, 0, (size_t)(HELD - held));
    if (held > HELD - 8) {
        take(sum, sum->held, SF_MOST_LANES);
        memset(sum->held, 0, HELD);
        held = 0;
    }
    const int blocks = (held + 8 + SF_BLOCK - 1) / SF_BLOCK;
    big_endian(sum->held + SF_BLOCK * blocks - 8, bits, 8);
    take(sum, sum->held, blocks);
    for (int i = 0; i < 5; i++) {
        big_endian(result + 4 * i, sum->state[i], 4);
    }
    return sum->is_forged ? SF_EFORGED : 0;
}

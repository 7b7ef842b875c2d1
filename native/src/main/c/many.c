/*
 * Several needles at once: each has a window of two or three bytes, its rarest. With AVX2 the windows of all are looked for in 32
 * places at a time, by tables of half bytes for eight groups of needles; the idea is Hyperscan's "Teddy"
 * (https://www.usenix.org/conference/nsdi19/presentation/wang-xiang). Elsewhere each needle is looked for by itself.
 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "internal.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { GROUPS = 8, WIDEST = 3 };

struct sf_many {
    int32_t count;
    int width;
    bool caseless;
    uint8_t low[WIDEST][16], high[WIDEST][16]; /* for a half byte: which groups have it there */
    int64_t *offsets;                          /* of the windows */
    sf_needle *needles;
    uint8_t *bytes;
};

static int64_t window(const sf_needle *needle, int width) {
    int64_t best = 0;
    int lowest = INT32_MAX;
    for (int64_t i = 0; i + width <= needle->length; i++) {
        int sum = 0;
        for (int k = 0; k < width; k++) {
            sum += sf_rarity(needle->bytes[i + k]);
        }
        if (sum < lowest) {
            lowest = sum;
            best = i;
        }
    }
    return best;
}

static void learn(sf_many *many, int group, int place, uint8_t byte) {
    many->low[place][byte & 15] |= (uint8_t)(1 << group);
    many->high[place][byte >> 4] |= (uint8_t)(1 << group);
}

static void fill(sf_many *many) {
    for (int32_t i = 0; i < many->count; i++) {
        many->offsets[i] = window(&many->needles[i], many->width);
        for (int k = 0; k < many->width; k++) {
            uint8_t byte = many->needles[i].bytes[many->offsets[i] + k];
            learn(many, i % GROUPS, k, byte);
            if (many->caseless && byte >= 'a' && byte <= 'z') {
                learn(many, i % GROUPS, k, byte ^ 0x20);
            }
        }
    }
}

sf_many *sf_many_new(const uint8_t *needles, const int32_t *lengths, int32_t count, int32_t flags) {
    size_t all = 0;
    for (int32_t i = 0; i < count; i++) {
        all += (size_t)lengths[i];
    }
    sf_many *many = calloc(1, sizeof *many);
    if (many == NULL) {
        return NULL;
    }
    many->bytes = malloc(all);
    many->needles = calloc((size_t)count, sizeof *many->needles);
    many->offsets = calloc((size_t)count, sizeof *many->offsets);
    if (many->bytes == NULL || many->needles == NULL || many->offsets == NULL) {
        sf_many_free(many);
        return NULL;
    }
    memcpy(many->bytes, needles, all);
    many->count = count;
    many->width = WIDEST;
    many->caseless = (flags & SF_CASELESS) != 0;
    const uint8_t *bytes = many->bytes;
    for (int32_t i = 0; i < count; bytes += lengths[i], i++) {
        sf_needle_init(&many->needles[i], bytes, lengths[i], flags & SF_CASELESS);
        many->width = lengths[i] < many->width ? lengths[i] : many->width;
    }
    fill(many);
    return many;
}

void sf_many_free(sf_many *many) {
    if (many != NULL) {
        free(many->bytes);
        free(many->needles);
        free(many->offsets);
        free(many);
    }
}

int32_t sf_many_count(const sf_many *many) {
    return many->count;
}

#if defined(__x86_64__)
/* Whether one of these groups' needles lies in [from, to) with its window here. */
static bool is_any(const sf_many *many, unsigned groups, const uint8_t *here, const uint8_t *from, const uint8_t *to) {
    for (int32_t i = 0; i < many->count; i++) {
        if ((groups >> (i % GROUPS) & 1) == 0 || here - from < many->offsets[i]) {
            continue;
        }
        const uint8_t *start = here - many->offsets[i];
        if (to - start >= many->needles[i].length && sf_equal(&many->needles[i], start)) {
            return true;
        }
    }
    return false;
}

__attribute__((target("avx2"))) static inline __m256i table(const uint8_t *bytes) {
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)bytes));
}

__attribute__((target("avx2"))) static inline __m256i groups_at(const __m256i low, const __m256i high,
                                                               const uint8_t *at) {
    const __m256i half = _mm256_set1_epi8(15);
    __m256i text = _mm256_loadu_si256((const __m256i *)at);
    __m256i up = _mm256_and_si256(_mm256_srli_epi16(text, 4), half);
    return _mm256_and_si256(_mm256_shuffle_epi8(low, _mm256_and_si256(text, half)), _mm256_shuffle_epi8(high, up));
}

__attribute__((target("avx2,bmi"))) static const uint8_t *next_32(const sf_many *many, const uint8_t *from,
                                                                  const uint8_t *to) {
    __m256i low[WIDEST], high[WIDEST];
    for (int k = 0; k < WIDEST; k++) {
        low[k] = k < many->width ? table(many->low[k]) : _mm256_set1_epi8(-1);
        high[k] = k < many->width ? table(many->high[k]) : _mm256_set1_epi8(-1);
    }
    const uint8_t *at = from;
    for (; to - at >= 32 + WIDEST - 1; at += 32) {
        __m256i all = _mm256_and_si256(_mm256_and_si256(groups_at(low[0], high[0], at), groups_at(low[1], high[1], at + 1)),
                                       groups_at(low[2], high[2], at + 2));
        uint32_t mask = ~(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(all, _mm256_setzero_si256()));
        if (mask == 0) {
            continue;
        }
        uint8_t groups[32];
        _mm256_storeu_si256((__m256i *)groups, all);
        for (; mask != 0; mask &= mask - 1) {
            int place = __builtin_ctz(mask);
            if (is_any(many, groups[place], at + place, from, to)) {
                return at + place;
            }
        }
    }
    for (; to - at >= many->width; at++) {
        if (is_any(many, (1 << GROUPS) - 1, at, from, to)) {
            return at;
        }
    }
    return NULL;
}
#endif

const uint8_t *sf_many_next(const sf_many *many, const uint8_t *from, const uint8_t *to, const uint8_t **nexts) {
#if defined(__x86_64__)
    if (many->count > 1 && sf_wide()) {
        return next_32(many, from, to);
    }
#endif
    const uint8_t *nearest = to;
    for (int32_t i = 0; i < many->count; i++) {
        if (nexts[i] == NULL || nexts[i] < from) {
            const uint8_t *found = sf_scan(&many->needles[i], from, to, NULL);
            nexts[i] = found == NULL ? to : found;
        }
        nearest = nexts[i] < nearest ? nexts[i] : nearest;
    }
    return nearest == to ? NULL : nearest;
}

/* Literals. */
#define _GNU_SOURCE
#include <string.h>

#include "blocks.h"
#include "internal.h"

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

static inline bool is_word(uint8_t byte) {
    static const uint64_t words[4] = {0x03ff000000000000, 0x07fffffe87fffffe, UINT64_MAX, UINT64_MAX};
    return (words[byte >> 6] >> (byte & 63) & 1) != 0;
}

/* The needle is at this place: a hit, unless a word's rule or the hit before says no. Without hits it is the answer. */
static inline __attribute__((always_inline)) const uint8_t *accept(const sf_needle *needle, const uint8_t *at,
                                                                   sf_hits *hits) {
    if (hits == NULL) {
        return at;
    }
    const uint8_t *after = at + needle->length;
    bool refused = at < hits->free || (needle->word && at > hits->low && is_word(at[-1])) ||
                   (needle->word && after < hits->high && is_word(*after));
    if (!refused) {
        if (hits->total < hits->cap) {
            hits->out[hits->total] = at - hits->text;
        }
        hits->total++;
        hits->free = after;
    }
    return NULL;
}

/* Looks closely at the places that a mask tells. */
static inline __attribute__((always_inline)) const uint8_t *take(const sf_needle *needle, const uint8_t *block,
                                                                 uint64_t mask, sf_hits *hits) {
    for (; mask != 0; mask &= mask - 1) {
        const uint8_t *at = block + __builtin_ctzll(mask);
        const uint8_t *found = needle->exact || sf_equal(needle, at) ? accept(needle, at, hits) : NULL;
        if (found != NULL) {
            return found;
        }
    }
    return NULL;
}

/* Where there is little to search. */
static const uint8_t *scan_bytes(const sf_needle *needle, const uint8_t *from, const uint8_t *to, sf_hits *hits) {
    for (const uint8_t *at = from; to - at >= needle->length; at++) {
        const uint8_t *found = sf_equal(needle, at) ? accept(needle, at, hits) : NULL;
        if (found != NULL) {
            return found;
        }
    }
    return NULL;
}

/* By comparing; v is a vector. */
#define AMONG(v, low, high) ABOVE(PLUS(v, SPREAD(127 - (high))), SPREAD(126 - ((high) - (low))))
#define LETTER(v) AMONG(EITHER(v, SPREAD(0x20)), 'a', 'z')
#define COMPARED(v) EITHER(EITHER(LETTER(v), AMONG(v, '0', '9')), EITHER(EQUAL(v, SPREAD('_')), v))

#if defined(__x86_64__)
#define TARGET
#define WIDTH 16
#define FEW 1
#define vec __m128i
#define LOAD(p) _mm_loadu_si128((const __m128i *)(p))
#define SPREAD(b) _mm_set1_epi8((char)(b))
#define PLUS _mm_add_epi8
#define EQUAL _mm_cmpeq_epi8
#define ABOVE _mm_cmpgt_epi8
#define BOTH _mm_and_si128
#define EITHER _mm_or_si128
#define BITS(v) (uint64_t)(uint32_t)_mm_movemask_epi8(v)
#define OF_WORD COMPARED
#define NAME(what) what##_16
#define FOLD EITHER
#include "scan.inc"
#undef TARGET
#undef WIDTH
#undef FEW
#undef vec
#undef LOAD
#undef SPREAD
#undef PLUS
#undef EQUAL
#undef ABOVE
#undef BOTH
#undef EITHER
#undef BITS
#undef OF_WORD
#undef NAME
#undef FOLD

#define TARGET __attribute__((target("avx2,bmi,bmi2,popcnt")))
#define WIDTH 32
#define FEW 4
#define vec __m256i
#define LOAD(p) _mm256_loadu_si256((const __m256i *)(p))
#define SPREAD(b) _mm256_set1_epi8((char)(b))
#define PLUS _mm256_add_epi8
#define EQUAL _mm256_cmpeq_epi8
#define ABOVE _mm256_cmpgt_epi8
#define BOTH _mm256_and_si256
#define EITHER _mm256_or_si256
#define BITS(v) (uint64_t)(uint32_t)_mm256_movemask_epi8(v)
#define OF_WORD looked_up
/*
 * The lower half of a byte tells by bits which upper halves make it one of a word, an upper half which bits are its own: 0x80 of
 * digits, 0x40 and 0x10 of letters, 0x31 where '_' is among them. What is left is 0 or so much that with the byte it is 0x80 or
 * more.
 */
TARGET static inline __attribute__((always_inline)) vec looked_up(vec text) {
    const __m128i low = _mm_setr_epi8(-80, -16, -16, -16, -16, -16, -16, -16, -16, -16, 0x70, 0x40, 0x40, 0x40, 0x40, 0x61);
    const __m128i high = _mm_setr_epi8(0, 0, 0, -128, 0x40, 0x31, 0x40, 0x10, 0, 0, 0, 0, 0, 0, 0, 0);
    vec lower = _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(low), text);
    vec half = BOTH(_mm256_srli_epi16(text, 4), SPREAD(15));
    vec upper = _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(high), half);
    return _mm256_adds_epu8(BOTH(lower, upper), text);
}

#define NAME(what) what##_32
#define FOLD(v, f) (v)
#include "scan.inc"
#undef NAME
#undef FOLD
#define NAME(what) what##_folded_32
#define FOLD EITHER
#include "scan.inc"

/* Tests build all with SF_NARROW once more, to be able to tell that processors without it find the same. */
bool sf_wide(void) {
#ifdef SF_NARROW
    return false;
#else
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
           __builtin_cpu_supports("popcnt");
#endif
}

const uint8_t *sf_scan(const sf_needle *needle, const uint8_t *from, const uint8_t *to, sf_hits *hits) {
    if (to - from < needle->length + 63) {
        return scan_bytes(needle, from, to, hits);
    }
    if (!sf_wide()) {
        return scan_16(needle, from, to, hits);
    }
    return needle->caseless ? scan_folded_32(needle, from, to, hits) : scan_32(needle, from, to, hits);
}

__attribute__((target("avx2"))) static uint64_t sum_32(const uint8_t *text, int64_t length, int64_t *done) {
    __m256i sums[4] = {_mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256()};
    int64_t at = 0;
    for (; length - at >= 128; at += 128) {
        for (int i = 0; i < 4; i++) {
            __m256i some = _mm256_loadu_si256((const __m256i *)(text + at + 32 * i));
            sums[i] = _mm256_add_epi64(sums[i], _mm256_sad_epu8(some, _mm256_setzero_si256()));
        }
    }
    uint64_t parts[4];
    _mm256_storeu_si256((__m256i *)parts,
                        _mm256_add_epi64(_mm256_add_epi64(sums[0], sums[1]), _mm256_add_epi64(sums[2], sums[3])));
    *done = at;
    return parts[0] + parts[1] + parts[2] + parts[3];
}
#else
bool sf_wide(void) {
    return false;
}

#if defined(__aarch64__)
static inline uint64_t bits_of(uint8x16_t bytes) {
    static const uint8_t weights[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    uint8x16_t some = vandq_u8(vcltzq_s8(vreinterpretq_s8_u8(bytes)), vld1q_u8(weights));
    return vaddv_u8(vget_low_u8(some)) | (uint64_t)vaddv_u8(vget_high_u8(some)) << 8;
}

#define TARGET
#define WIDTH 16
#define FEW 4
#define vec uint8x16_t
#define LOAD vld1q_u8
#define SPREAD(b) vdupq_n_u8((uint8_t)(b))
#define PLUS vaddq_u8
#define EQUAL vceqq_u8
#define ABOVE(v, w) vcgtq_s8(vreinterpretq_s8_u8(v), vreinterpretq_s8_u8(w))
#define BOTH vandq_u8
#define EITHER vorrq_u8
#define BITS bits_of
#define OF_WORD COMPARED
#define NAME(what) what##_16
#define FOLD EITHER
#include "scan.inc"
#endif

const uint8_t *sf_scan(const sf_needle *needle, const uint8_t *from, const uint8_t *to, sf_hits *hits) {
#if defined(__aarch64__)
    if (to - from >= needle->length + 63) {
        return scan_16(needle, from, to, hits);
    }
#endif
    return scan_bytes(needle, from, to, hits);
}
#endif

uint64_t sf_sum(const uint8_t *text, int64_t length) {
    int64_t at = 0;
    uint64_t sum = 0;
#if defined(__x86_64__)
    if (sf_wide()) {
        sum = sum_32(text, length, &at);
    }
#endif
    for (; at < length; at++) {
        sum += text[at];
    }
    return sum;
}

bool sf_ranges_fit(const int64_t *ranges, int64_t count, int64_t length) {
    int64_t before = 0;
    for (int64_t i = 0; i < 2 * count; i++) {
        if (ranges[i] < before || ranges[i] > length) {
            return false;
        }
        before = ranges[i];
    }
    return true;
}

void sf_ranges_join(const uint8_t *text, const int64_t *ranges, int64_t count, int64_t *at, int64_t *from, int64_t *to) {
    *from = ranges[2 * *at];
    *to = ranges[2 * *at + 1];
    for (++*at; *at < count && ranges[2 * *at] == *to + 1 && text[*to] == 0; ++*at) {
        *to = ranges[2 * *at + 1];
    }
}

/* Finds all hits in [from, to); false when time ran out. */
static bool find_in(const sf_needle *needle, const uint8_t *from, const uint8_t *to, sf_hits *hits, int64_t deadline) {
    const int64_t piece = 1 << 20;
    hits->low = hits->free = from;
    hits->high = to;
    for (const uint8_t *at = from; at < to;) {
        if (sf_now() >= deadline) {
            return false;
        }
        const uint8_t *next = to - at > piece ? at + piece : to;
        sf_scan(needle, at, to - next >= needle->length - 1 ? next + needle->length - 1 : to, hits);
        at = next;
    }
    return true;
}

int64_t sf_find(const uint8_t *text, int64_t length, const int64_t *ranges, int64_t count, const uint8_t *needle,
                int32_t needle_length, int32_t flags, int64_t *out, int64_t cap, int64_t budget, int32_t *complete) {
    if (needle_length < 1 || needle_length > LONGEST_NEEDLE || cap < 0 || count < 0 ||
        memchr(needle, 0, (size_t)needle_length) != NULL || !sf_ranges_fit(ranges, count, length)) {
        return SF_EINVAL;
    }
    sf_needle ready;
    sf_needle_init(&ready, needle, needle_length, flags);
    sf_hits hits = {.text = text, .out = out, .cap = cap};
    int64_t deadline = sf_deadline(budget);
    *complete = 1;
    for (int64_t at = 0, from, to; at < count;) {
        sf_ranges_join(text, ranges, count, &at, &from, &to);
        if (!find_in(&ready, text + from, text + to, &hits, deadline)) {
            *complete = 0;
            break;
        }
    }
    return hits.total;
}

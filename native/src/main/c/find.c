/* Literals. */
#define _GNU_SOURCE
#include <string.h>

#include "internal.h"

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

/* From the most frequent in source code on; all others are rarer. The Java twin has the same. */
static const char FREQUENT[] = " etnrisaoldcu\nmpfhg_\t.,;()-=*\"yb/v>w:k0{}1ESTRIAxNCO<#LDP2";

int sf_rarity(uint8_t byte) {
    const char *place = byte == 0 ? NULL : strchr(FREQUENT, byte);
    return place == NULL ? 0 : (int)(sizeof FREQUENT - 1 - (size_t)(place - FREQUENT));
}

static bool is_letter(uint8_t byte) {
    return (uint8_t)((byte | 0x20) - 'a') < 26;
}

static uint8_t lower(uint8_t byte) {
    return (uint8_t)(byte - 'A') < 26 ? byte | 0x20 : byte;
}

static inline bool is_word(uint8_t byte) {
    static const uint64_t words[4] = {0x03ff000000000000, 0x07fffffe87fffffe, UINT64_MAX, UINT64_MAX};
    return (words[byte >> 6] >> (byte & 63) & 1) != 0;
}

/* The place of the rarest byte that is at none of two others; the first of them when there is no more. */
static int64_t rarest(const uint8_t *bytes, int64_t length, int64_t one, int64_t other) {
    int64_t best = -1;
    for (int64_t i = 0; i < length; i++) {
        if (i != one && i != other && (best < 0 || sf_rarity(bytes[i]) < sf_rarity(bytes[best]))) {
            best = i;
        }
    }
    return best < 0 ? one : best;
}

static inline uint64_t eight(const uint8_t *at) {
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

static inline uint64_t four(const uint8_t *at) {
    uint32_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

/* Its first and last eight bytes (four, when it is shorter) are compared at once; where case does not count, with all small. */
static void learn_ends(sf_needle *needle) {
    int64_t size = needle->length >= 8 ? 8 : 4;
    uint8_t head_case[8] = {0}, tail_case[8] = {0};
    const uint8_t *tail = needle->bytes + needle->length - size;
    for (int64_t i = 0; i < size; i++) {
        head_case[i] = needle->caseless && is_letter(needle->bytes[i]) ? 0x20 : 0;
        tail_case[i] = needle->caseless && is_letter(tail[i]) ? 0x20 : 0;
    }
    needle->head = size == 8 ? eight(needle->bytes) : four(needle->bytes);
    needle->tail = size == 8 ? eight(tail) : four(tail);
    needle->head_case = size == 8 ? eight(head_case) : four(head_case);
    needle->tail_case = size == 8 ? eight(tail_case) : four(tail_case);
}

void sf_needle_init(sf_needle *needle, const uint8_t *bytes, int64_t length, int32_t flags) {
    needle->bytes = bytes;
    needle->length = length;
    needle->first = rarest(bytes, length, -1, -1);
    needle->second = rarest(bytes, length, needle->first, -1);
    needle->third = rarest(bytes, length, needle->first, needle->second);
    needle->caseless = (flags & SF_CASELESS) != 0;
    needle->word = (flags & SF_WORD) != 0;
    needle->first_case = needle->caseless && is_letter(bytes[needle->first]) ? 0x20 : 0;
    needle->second_case = needle->caseless && is_letter(bytes[needle->second]) ? 0x20 : 0;
    needle->third_case = needle->caseless && is_letter(bytes[needle->third]) ? 0x20 : 0;
    if (length >= 4) {
        learn_ends(needle);
    }
    needle->exact = length <= 3;
    needle->simple = needle->exact && !needle->word && (length == 1 || bytes[0] != bytes[length - 1]);
}

static bool equal_bytes(const sf_needle *needle, const uint8_t *at) {
    if (!needle->caseless) {
        return memcmp(at, needle->bytes, (size_t)needle->length) == 0;
    }
    for (int64_t i = 0; i < needle->length; i++) {
        if (lower(at[i]) != needle->bytes[i]) {
            return false;
        }
    }
    return true;
}

static inline __attribute__((always_inline)) bool equal(const sf_needle *needle, const uint8_t *at) {
    if (needle->length >= 8) {
        return (eight(at) | needle->head_case) == needle->head &&
               (eight(at + needle->length - 8) | needle->tail_case) == needle->tail &&
               (needle->length <= 16 || equal_bytes(needle, at));
    }
    if (needle->length >= 4) {
        return (four(at) | needle->head_case) == needle->head &&
               (four(at + needle->length - 4) | needle->tail_case) == needle->tail;
    }
    return equal_bytes(needle, at);
}

bool sf_equal(const sf_needle *needle, const uint8_t *at) {
    return equal(needle, at);
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

/* Looks closely at the places of a block that a mask tells; each byte has this many bits in it. */
static inline __attribute__((always_inline)) const uint8_t *take(const sf_needle *needle, const uint8_t *block,
                                                                 uint64_t mask, int bits, sf_hits *hits) {
    if (hits != NULL && needle->simple && hits->total >= hits->cap) {
        hits->total += __builtin_popcountll(mask) / bits;
        return NULL;
    }
    for (uint64_t byte = ((uint64_t)1 << bits) - 1; mask != 0;) {
        int place = __builtin_ctzll(mask);
        mask = bits == 1 ? mask & (mask - 1) : mask & ~(byte << place);
        const uint8_t *at = block + place / bits;
        const uint8_t *found = needle->exact || equal(needle, at) ? accept(needle, at, hits) : NULL;
        if (found != NULL) {
            return found;
        }
    }
    return NULL;
}

#if defined(__x86_64__)
#define NAME scan_16
#define TARGET
#define WIDTH 16
#define BITS 1
#define vec __m128i
#define LOAD(p) _mm_loadu_si128((const __m128i *)(p))
#define SET(b) _mm_set1_epi8((char)(b))
#define EQUAL _mm_cmpeq_epi8
#define AND _mm_and_si128
#define OR _mm_or_si128
#define JOINED 4
#define JOIN(masks, i) ((masks)[i] | (masks)[(i) + 1] << 16 | (masks)[(i) + 2] << 32 | (masks)[(i) + 3] << 48)
#define MASK(v) (uint64_t)(uint32_t)_mm_movemask_epi8(v)
#include "scan.inc"
#undef NAME
#undef TARGET
#undef WIDTH
#undef vec
#undef LOAD
#undef SET
#undef EQUAL
#undef AND
#undef OR
#undef MASK
#undef JOINED
#undef JOIN

#define NAME scan_32
#define TARGET __attribute__((target("avx2,bmi,popcnt")))
#define WIDTH 32
#define vec __m256i
#define LOAD(p) _mm256_loadu_si256((const __m256i *)(p))
#define SET(b) _mm256_set1_epi8((char)(b))
#define EQUAL _mm256_cmpeq_epi8
#define AND _mm256_and_si256
#define OR _mm256_or_si256
#define JOINED 2
#define JOIN(masks, i) ((masks)[i] | (masks)[(i) + 1] << 32)
#define MASK(v) (uint64_t)(uint32_t)_mm256_movemask_epi8(v)
#include "scan.inc"

bool sf_wide(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
}

const uint8_t *sf_scan(const sf_needle *needle, const uint8_t *from, const uint8_t *to, sf_hits *hits) {
    return sf_wide() ? scan_32(needle, from, to, hits) : scan_16(needle, from, to, hits);
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
static inline uint64_t mask_of(uint8x16_t bytes) {
    return vget_lane_u64(vreinterpret_u64_u8(vshrn_n_u16(vreinterpretq_u16_u8(bytes), 4)), 0);
}
#define NAME scan_16
#define TARGET
#define WIDTH 16
#define BITS 4
#define vec uint8x16_t
#define LOAD(p) vld1q_u8(p)
#define SET(b) vdupq_n_u8(b)
#define EQUAL vceqq_u8
#define AND vandq_u8
#define OR vorrq_u8
#define JOINED 1
#define JOIN(masks, i) (masks)[i]
#define MASK(v) mask_of(v)
#include "scan.inc"

const uint8_t *sf_scan(const sf_needle *needle, const uint8_t *from, const uint8_t *to, sf_hits *hits) {
    return scan_16(needle, from, to, hits);
}
#else
const uint8_t *sf_scan(const sf_needle *needle, const uint8_t *from, const uint8_t *to, sf_hits *hits) {
    for (const uint8_t *at = from; to - at >= needle->length; at++) {
        uint8_t one = (uint8_t)(at[needle->first] | needle->first_case);
        if (one == needle->bytes[needle->first] && sf_equal(needle, at) && accept(needle, at, hits) != NULL) {
            return at;
        }
    }
    return NULL;
}
#endif
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

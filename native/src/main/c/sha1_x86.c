/* SHA-1 on x86-64: in 4 lanes, or 8, and with the instructions made for it. */
#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>

#include "sha1.h"

typedef uint32_t words_4 __attribute__((vector_size(16), may_alias));
typedef int32_t signed_4 __attribute__((vector_size(16)));
typedef uint32_t words_8 __attribute__((vector_size(32), may_alias));
typedef int32_t signed_8 __attribute__((vector_size(32)));

/* Four words of a block, in the order of the machine. */
static inline __m128i row_4(const uint8_t *at) {
    words_4 x = (words_4)_mm_loadu_si128((const __m128i *)at);
    return (__m128i)(x << 24 | (x & 0xff00) << 8 | (x >> 8 & 0xff00) | x >> 24);
}

static inline __attribute__((always_inline)) void load_4(words_4 *w, const uint8_t *blocks) {
    UNROLLED for (int t = 0; t < 16; t += 4) {
        const uint8_t *at = blocks + 4 * t;
        __m128i one = row_4(at), two = row_4(at + SF_BLOCK), three = row_4(at + 2 * SF_BLOCK), four = row_4(at + 3 * SF_BLOCK);
        __m128i low = _mm_unpacklo_epi32(one, two), other_low = _mm_unpacklo_epi32(three, four);
        __m128i high = _mm_unpackhi_epi32(one, two), other_high = _mm_unpackhi_epi32(three, four);
        w[t] = (words_4)_mm_unpacklo_epi64(low, other_low);
        w[t + 1] = (words_4)_mm_unpackhi_epi64(low, other_low);
        w[t + 2] = (words_4)_mm_unpacklo_epi64(high, other_high);
        w[t + 3] = (words_4)_mm_unpackhi_epi64(high, other_high);
    }
}

#define AVX2 __attribute__((target("avx2")))
#define AVX512 __attribute__((target("avx2,avx512f,avx512vl")))

/* Four words of a block, and of the fourth after it. */
AVX2 static inline __attribute__((always_inline)) __m256i row_8(const uint8_t *at) {
    const __m256i swap = _mm256_set_epi8(12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3, /**/
                                         12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3);
    __m256i low = _mm256_castsi128_si256(_mm_loadu_si128((const __m128i *)at));
    __m256i both = _mm256_inserti128_si256(low, _mm_loadu_si128((const __m128i *)(at + 4 * SF_BLOCK)), 1);
    return _mm256_shuffle_epi8(both, swap);
}

AVX2 static inline __attribute__((always_inline)) void load_8(words_8 *w, const uint8_t *blocks) {
    UNROLLED for (int t = 0; t < 16; t += 4) {
        const uint8_t *at = blocks + 4 * t;
        __m256i one = row_8(at), two = row_8(at + SF_BLOCK), three = row_8(at + 2 * SF_BLOCK), four = row_8(at + 3 * SF_BLOCK);
        __m256i low = _mm256_unpacklo_epi32(one, two), other_low = _mm256_unpacklo_epi32(three, four);
        __m256i high = _mm256_unpackhi_epi32(one, two), other_high = _mm256_unpackhi_epi32(three, four);
        w[t] = (words_8)_mm256_unpacklo_epi64(low, other_low);
        w[t + 1] = (words_8)_mm256_unpackhi_epi64(low, other_low);
        w[t + 2] = (words_8)_mm256_unpacklo_epi64(high, other_high);
        w[t + 3] = (words_8)_mm256_unpackhi_epi64(high, other_high);
    }
}

#define NAME look_4
#define TARGET
#define LANES 4
#include "sha1_look.inc"
#undef NAME
#undef TARGET
#undef LANES

#define NAME look_8
#define TARGET AVX2
#define LANES 8
#include "sha1_look.inc"
#undef NAME
#undef TARGET

/* These have shifts that turn and three operands at once. */
#define NAME look_512
#define TARGET AVX512
#include "sha1_look.inc"

/* Intel's instructions (Gulley and others, Intel SHA Extensions, 2013) do four steps at once, of a round that must be constant. */
__attribute__((target("sha,sse4.1"))) static void add(uint32_t (*states)[5], const uint8_t *blocks, int count) {
    const __m128i swap = _mm_set_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    __m128i abcd = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)states[0]), 0x1b);
    __m128i e = _mm_set_epi32((int)states[0][4], 0, 0, 0);
    for (int i = 0; i < count; i++) {
        const __m128i abcd_before = abcd, e_before = e;
        __m128i m[4];
        for (int k = 0; k < 4; k++) {
            m[k] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(blocks + SF_BLOCK * i + 16 * k)), swap);
        }
#define ROUND(number)                                                                                                     \
    UNROLLED for (int k = 5 * (number); k < 5 * (number) + 5; k++) {                                                      \
        const __m128i next = k == 0 ? _mm_add_epi32(e, m[0]) : _mm_sha1nexte_epu32(e, m[k % 4]);                          \
        e = abcd;                                                                                                         \
        abcd = _mm_sha1rnds4_epu32(abcd, next, number);                                                                   \
        const __m128i sum = _mm_xor_si128(_mm_sha1msg1_epu32(m[k % 4], m[(k + 1) % 4]), m[(k + 2) % 4]);                  \
        m[k % 4] = _mm_sha1msg2_epu32(sum, m[(k + 3) % 4]);                                                               \
    }
        ROUND(0)
        ROUND(1)
        ROUND(2)
        ROUND(3)
        abcd = _mm_add_epi32(abcd, abcd_before);
        e = _mm_sha1nexte_epu32(e, e_before);
        _mm_storeu_si128((__m128i *)states[i + 1], _mm_shuffle_epi32(abcd, 0x1b));
        states[i + 1][4] = (uint32_t)_mm_extract_epi32(e, 3);
    }
}

static bool has_sha(void) {
    uint32_t a, b, c, d;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b >> 29 & 1) != 0 && __builtin_cpu_supports("sse4.1");
}

int sf_sha1_ways(sf_sha1_way *ways) {
    int count = 0;
    __builtin_cpu_init();
    for (int sha = has_sha(); sha >= 0; sha--) {
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")) {
            ways[count++] = (sf_sha1_way){8, look_512, sha ? add : NULL};
        }
        if (__builtin_cpu_supports("avx2")) {
            ways[count++] = (sf_sha1_way){8, look_8, sha ? add : NULL};
        }
        ways[count++] = (sf_sha1_way){4, look_4, sha ? add : NULL};
    }
    return count;
}
#endif

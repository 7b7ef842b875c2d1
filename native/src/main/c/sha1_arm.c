/* SHA-1 on aarch64: in 4 lanes, and with the instructions made for it. */
#if defined(__aarch64__)
#include <arm_neon.h>
#include <sys/auxv.h>

#include "sha1.h"

typedef uint32_t words_4 __attribute__((vector_size(16), may_alias));
typedef int32_t signed_4 __attribute__((vector_size(16)));

static inline uint32x4_t row_4(const uint8_t *at) {
    return vreinterpretq_u32_u8(vrev32q_u8(vld1q_u8(at)));
}

static inline __attribute__((always_inline)) void load_4(words_4 *w, const uint8_t *blocks) {
    UNROLLED for (int t = 0; t < 16; t += 4) {
        const uint8_t *at = blocks + 4 * t;
        uint32x4_t one = row_4(at), two = row_4(at + SF_BLOCK), three = row_4(at + 2 * SF_BLOCK), four = row_4(at + 3 * SF_BLOCK);
        uint32x4x2_t odd = vzipq_u32(one, three), even = vzipq_u32(two, four);
        uint32x4x2_t low = vzipq_u32(odd.val[0], even.val[0]), high = vzipq_u32(odd.val[1], even.val[1]);
        w[t] = (words_4)low.val[0];
        w[t + 1] = (words_4)low.val[1];
        w[t + 2] = (words_4)high.val[0];
        w[t + 3] = (words_4)high.val[1];
    }
}

#define NAME look_4
#define TARGET
#define LANES 4
#include "sha1_look.inc"

/* The same for the Cryptographic Extension of Armv8-A, which does four steps at once. */
__attribute__((target("+crypto"))) static void add(uint32_t (*states)[5], const uint8_t *blocks, int count) {
    const uint32x4_t constants[4] = {vdupq_n_u32(0x5a827999), vdupq_n_u32(0x6ed9eba1), vdupq_n_u32(0x8f1bbcdc),
                                     vdupq_n_u32(0xca62c1d6)};
    uint32x4_t abcd = vld1q_u32(states[0]);
    uint32_t e = states[0][4];
    for (int i = 0; i < count; i++) {
        uint32x4_t m[4];
        const uint32x4_t abcd_before = abcd;
        const uint32_t e_before = e;
        UNROLLED for (int k = 0; k < 4; k++) {
            m[k] = vreinterpretq_u32_u8(vrev32q_u8(vld1q_u8(blocks + SF_BLOCK * i + 16 * k)));
        }
        UNROLLED for (int k = 0; k < 20; k++) {
            const uint32x4_t with_constant = vaddq_u32(m[k % 4], constants[k / 5]);
            const uint32_t next = vsha1h_u32(vgetq_lane_u32(abcd, 0));
            abcd = k < 5                ? vsha1cq_u32(abcd, e, with_constant)
                   : k >= 10 && k < 15 ? vsha1mq_u32(abcd, e, with_constant)
                                       : vsha1pq_u32(abcd, e, with_constant);
            e = next;
            m[k % 4] = vsha1su1q_u32(vsha1su0q_u32(m[k % 4], m[(k + 1) % 4], m[(k + 2) % 4]), m[(k + 3) % 4]);
        }
        e += e_before;
        abcd = vaddq_u32(abcd, abcd_before);
        vst1q_u32(states[i + 1], abcd);
        states[i + 1][4] = e;
    }
}

int sf_sha1_ways(sf_sha1_way *ways) {
    int count = 0;
    for (int sha = (getauxval(AT_HWCAP) & HWCAP_SHA1) != 0; sha >= 0; sha--) {
        ways[count++] = (sf_sha1_way){4, look_4, sha ? add : NULL};
    }
    return count;
}
#endif

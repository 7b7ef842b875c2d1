/*
 * For libFuzzer: a needle or pattern and a text by chance, in memory of just their size, so that ASan sees each byte read too
 * far. Literals are compared with memmem. The first byte says what; then the needle up to a 0; then the text.
 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "starforge.h"

enum { CAP = 64 };

static void check_literal(const uint8_t *text, int64_t length, const uint8_t *needle, int32_t size, int32_t flags) {
    int64_t out[CAP];
    int32_t complete = -1;
    const int64_t ranges[] = {0, length};
    int64_t total = sf_find(text, length, ranges, 1, needle, size, flags, out, CAP, 60000000, &complete);
    for (int64_t cap = 0; cap < 3; cap++) {
        int64_t told[2], counted = sf_find(text, length, ranges, 1, needle, size, flags, told, cap, 60000000, &complete);
        if (counted != total || memcmp(told, out, (size_t)(total < 0 ? 0 : total < cap ? total : cap) * sizeof *out) != 0) {
            abort();
        }
    }
    if (flags != 0 || size < 1 || size > 4096) {
        return;
    }
    const uint8_t *at = text;
    for (int64_t hit = 0; hit <= total; hit++) {
        const uint8_t *next = memmem(at, (size_t)(text + length - at), needle, (size_t)size);
        if ((next == NULL) != (hit == total) || (next != NULL && hit < CAP && out[hit] != next - text)) {
            abort();
        }
        at = next == NULL ? at : next + size;
    }
}

static void check_regex(const uint8_t *text, int64_t length, const uint8_t *pattern, int32_t size, int32_t flags) {
    void *regex = NULL;
    const int32_t lengths[] = {size};
    int32_t needles = (flags & 2) != 0 && size >= 2 && size <= 32;
    if (sf_regex_new(pattern, size, pattern, size, pattern, lengths, needles, NULL, 0, flags & 1, &regex) != 0) {
        return;
    }
    int64_t out[2 * CAP];
    int32_t complete = -1;
    const int64_t ranges[] = {0, length / 2, length / 2, length};
    int64_t total = sf_regex_find(text, length, ranges, 2, regex, out, CAP, 50000, &complete);
    for (int64_t i = 0; i < total && i < CAP; i++) {
        if (out[2 * i] < 0 || out[2 * i] >= out[2 * i + 1] || out[2 * i + 1] > length) {
            abort();
        }
    }
    sf_regex_free(regex);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const uint8_t *end = size == 0 ? NULL : memchr(data + 1, 0, size - 1);
    if (end == NULL) {
        return 0;
    }
    size_t needle_size = (size_t)(end - data - 1), length = size - needle_size - 2;
    uint8_t *needle = malloc(needle_size), *text = malloc(length);
    memcpy(needle, data + 1, needle_size);
    memcpy(text, end + 1, length);
    if ((data[0] & 8) != 0) {
        check_regex(text, (int64_t)length, needle, (int32_t)needle_size, data[0] & 3);
    } else {
        check_literal(text, (int64_t)length, needle, (int32_t)needle_size, data[0] & 3);
    }
    free(needle);
    free(text);
    return 0;
}

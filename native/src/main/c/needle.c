/* Needles: by which of their bytes they are looked for, and whether one is at a place. */
#define _GNU_SOURCE
#include <string.h>

#include "internal.h"

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

static uint8_t fold(const sf_needle *needle, int64_t place) {
    return needle->caseless && is_letter(needle->bytes[place]) ? 0x20 : 0;
}

static bool is_chosen(const sf_needle *needle, int64_t place) {
    for (int i = 0; i < needle->count; i++) {
        if (needle->places[i] == place) {
            return true;
        }
    }
    return false;
}

/* Adds the place of the rarest byte that has none yet. */
static void choose(sf_needle *needle) {
    int64_t best = -1;
    for (int64_t i = 0; i < needle->length; i++) {
        if (!is_chosen(needle, i) && (best < 0 || sf_rarity(needle->bytes[i]) < sf_rarity(needle->bytes[best]))) {
            best = i;
        }
    }
    needle->places[needle->count] = best;
    needle->folds[needle->count++] = fold(needle, best);
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
    int64_t tail = needle->length - size;
    uint8_t head_folds[8] = {0}, tail_folds[8] = {0};
    for (int64_t i = 0; i < size; i++) {
        head_folds[i] = fold(needle, i);
        tail_folds[i] = fold(needle, tail + i);
    }
    needle->head = size == 8 ? eight(needle->bytes) : four(needle->bytes);
    needle->tail = size == 8 ? eight(needle->bytes + tail) : four(needle->bytes + tail);
    needle->head_folds = eight(head_folds);
    needle->tail_folds = eight(tail_folds);
}

/* Whether one hit can begin where another has not ended: with the bytes that this one ends with. */
static bool overlaps(const sf_needle *needle) {
    for (int64_t some = 1; some < needle->length; some++) {
        if (memcmp(needle->bytes, needle->bytes + needle->length - some, (size_t)some) == 0) {
            return true;
        }
    }
    return false;
}

void sf_needle_init(sf_needle *needle, const uint8_t *bytes, int64_t length, int32_t flags) {
    *needle = (sf_needle){.bytes = bytes, .length = length};
    needle->caseless = (flags & SF_CASELESS) != 0;
    needle->word = (flags & SF_WORD) != 0;
    while (needle->count < PLACES && needle->count < length) {
        choose(needle);
    }
    needle->exact = length == needle->count;
    needle->overlaps = needle->exact && overlaps(needle);
    needle->run = needle->overlaps && memcmp(bytes, bytes + 1, (size_t)length - 1) == 0;
    if (length >= 4) {
        learn_ends(needle);
    }
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

bool sf_equal(const sf_needle *needle, const uint8_t *at) {
    if (needle->length >= 8) {
        return (eight(at) | needle->head_folds) == needle->head &&
               (eight(at + needle->length - 8) | needle->tail_folds) == needle->tail &&
               (needle->length <= 16 || equal_bytes(needle, at));
    }
    if (needle->length >= 4) {
        return (four(at) | needle->head_folds) == needle->head &&
               (four(at + needle->length - 4) | needle->tail_folds) == needle->tail;
    }
    return equal_bytes(needle, at);
}

/* Hits that are only counted, after the blocks that have some were collected. Nothing here is longer than PLACES bytes. */
#ifndef STARFORGE_BLOCKS_H
#define STARFORGE_BLOCKS_H

#include "internal.h"

/* Blocks of 64 places, and in which of these the needle may be, or is. */
enum { BLOCKS = 64 };
typedef struct {
    const uint8_t *at[BLOCKS];
    uint64_t masks[BLOCKS];
    int count;
} blocks;

/* Without the places that the hit before overlaps. */
static inline uint64_t uncovered(const blocks *some, int i, const sf_hits *hits) {
    int64_t covered = hits->free > some->at[i] ? hits->free - some->at[i] : 0;
    return some->masks[i] >> covered << covered;
}

static inline __attribute__((always_inline)) void add(const blocks *some, int i, uint64_t mask, int length, sf_hits *hits) {
    hits->total += __builtin_popcountll(mask);
    hits->free = mask == 0 ? hits->free : some->at[i] + (63 - __builtin_clzll(mask)) + length;
}

static inline __attribute__((always_inline)) void count_bits(const blocks *some, sf_hits *hits) {
    for (int i = 0; i < some->count; i++) {
        hits->total += __builtin_popcountll(some->masks[i]);
    }
}

/* A needle that is one byte again and again: the first of places in a row is a hit, and then each that the one before ends at. */
static inline __attribute__((always_inline)) void count_runs(const sf_needle *needle, const blocks *some, sf_hits *hits) {
    int length = (int)needle->length;
    for (int i = 0; i < some->count; i++) {
        uint64_t mask = uncovered(some, i, hits), all = 0;
        for (uint64_t next = mask & ~(mask << 1); next != 0; next = next << length & mask) {
            all |= next;
        }
        add(some, i, all, length, hits);
    }
}

/* The places that hits of this length at these places overlap, without their own. */
static inline uint64_t behind(uint64_t places, int length) {
    uint64_t some = 0;
    for (int i = 1; i < length; i++) {
        some |= places << i;
    }
    return some;
}

/*
 * Another needle that can overlap itself: a place is a hit when none is among those before that it would overlap. These are taken
 * away with all that they overlap, and so on.
 */
static inline __attribute__((always_inline)) void count_apart(const sf_needle *needle, const blocks *some, sf_hits *hits) {
    int length = (int)needle->length;
    for (int i = 0; i < some->count; i++) {
        uint64_t all = 0;
        for (uint64_t mask = uncovered(some, i, hits); mask != 0;) {
            uint64_t first = mask & ~behind(mask, length);
            mask &= ~(first | behind(first, length));
            all |= first;
        }
        add(some, i, all, length, hits);
    }
}

#endif

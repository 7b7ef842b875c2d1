/* Regular expressions: lines that may match are found fast, and PCRE2 looks at these alone. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "internal.h"

#ifdef SF_PCRE2
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum {
    EASY_STEPS = 20000,     /* a line that needs more is tried again with an eye on the clock */
    HARD_STEPS = 100000000, /* where the clock decides */
    HARD_TIME = 20000,      /* microseconds for such a line */
    LONG_LINE = 4096,       /* longer ones are hard from the start */
    HEAP = 16 * 1024,       /* KiB */
    STACK = 1024 * 1024,    /* bytes, of the machine code */
    LANES = 8,
    LONG_LANE = 4096, /* bytes */
    SHORT_LANE = 512,
    STRIDE = 16,
    PACE = 256,
};

typedef struct {
    pcre2_code *code, *watched;
    bool fast; /* machine code was made of both */
    sf_many *needles;
    uint16_t *table; /* with one more state: waits for the next line */
    uint16_t final, waits;
} sf_regex;

/* One search. */
typedef struct {
    const sf_regex *regex;
    sf_hits hits;
    int64_t deadline;
    bool complete, over;
    pcre2_match_data *match;
    pcre2_match_context *easy, *hard;
    pcre2_jit_stack *stack;
    int64_t line_deadline;
    uint32_t calls;
    const uint8_t **nexts;
    uint16_t (*places)[LONG_LANE]; /* for each lane: where in it lines were taken */
} search;

static pcre2_code *compile(const uint8_t *pattern, int32_t length, bool *fast) {
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    if (context == NULL) {
        return NULL;
    }
    pcre2_set_newline(context, PCRE2_NEWLINE_LF);
    int error;
    PCRE2_SIZE place;
    uint32_t options = PCRE2_MULTILINE | PCRE2_NEVER_UTF | PCRE2_NEVER_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_NO_AUTO_CAPTURE;
    pcre2_code *code = pcre2_compile(pattern, (PCRE2_SIZE)length, options, &error, &place, context);
    pcre2_compile_context_free(context);
    *fast = code != NULL && pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) == 0 && *fast;
    return code;
}

int32_t sf_regex_new(const uint8_t *pattern, int32_t length, const uint8_t *watched, int32_t watched_length,
                     const uint8_t *needles, const int32_t *lengths, int32_t count, const uint16_t *table, int32_t states,
                     int32_t flags, void **result) {
    if (length < 0 || watched_length < 0 || count < 0 || count > 32 || states < 0 || states > 255) {
        return SF_EINVAL;
    }
    for (int32_t i = 0; i < count; i++) {
        if (lengths[i] < 2 || lengths[i] > 32) {
            return SF_EINVAL;
        }
    }
    for (int32_t i = 0; i < 256 * states; i++) {
        if (table[i] % 256 != 0 || table[i] / 256 >= states) {
            return SF_EINVAL;
        }
    }
    sf_regex *regex = calloc(1, sizeof *regex);
    if (regex == NULL) {
        return SF_ENOMEM;
    }
    regex->fast = true;
    regex->code = compile(pattern, length, &regex->fast);
    regex->watched = compile(watched, watched_length, &regex->fast);
    regex->needles = count > 0 ? sf_many_new(needles, lengths, count, flags) : NULL;
    regex->table = states > 0 ? malloc(((size_t)states + 1) * 256 * sizeof *table) : NULL;
    bool compiled = regex->code != NULL && regex->watched != NULL;
    if (!compiled || (count > 0 && regex->needles == NULL) || (states > 0 && regex->table == NULL)) {
        sf_regex_free(regex);
        return compiled ? SF_ENOMEM : SF_EPATTERN;
    }
    if (states > 0) {
        memcpy(regex->table, table, (size_t)states * 256 * sizeof *table);
        regex->final = (uint16_t)((states - 1) << 8);
        regex->waits = (uint16_t)(states << 8);
        for (int byte = 0; byte < 256; byte++) {
            regex->table[regex->waits + byte] = byte == '\n' || byte == 0 ? 0 : regex->waits;
        }
    }
    *result = regex;
    return 0;
}

void sf_regex_free(void *given) {
    sf_regex *regex = given;
    if (regex != NULL) {
        pcre2_code_free(regex->code);
        pcre2_code_free(regex->watched);
        sf_many_free(regex->needles);
        free(regex->table);
        free(regex);
    }
}

/* PCRE2 asks after what is repeated. */
static int is_over(pcre2_callout_block *block, void *given) {
    (void)block;
    search *all = given;
    return ++all->calls % PACE == 0 && sf_now() >= all->line_deadline ? PCRE2_ERROR_CALLOUT : 0;
}

static bool open_search(search *all) {
    all->match = pcre2_match_data_create(1, NULL);
    all->easy = pcre2_match_context_create(NULL);
    all->hard = pcre2_match_context_create(NULL);
    all->stack = pcre2_jit_stack_create(32 * 1024, STACK, NULL);
    int32_t needles = all->regex->needles == NULL ? 0 : sf_many_count(all->regex->needles);
    all->places = all->regex->table == NULL ? NULL : malloc(LANES * sizeof *all->places);
    all->nexts = calloc((size_t)needles + 1, sizeof *all->nexts);
    if (all->match == NULL || all->easy == NULL || all->hard == NULL || all->stack == NULL || all->nexts == NULL ||
        (all->regex->table != NULL && all->places == NULL)) {
        return false;
    }
    pcre2_match_context *both[] = {all->easy, all->hard};
    for (int i = 0; i < 2; i++) {
        pcre2_set_match_limit(both[i], i == 0 ? EASY_STEPS : HARD_STEPS);
        pcre2_set_heap_limit(both[i], HEAP);
        pcre2_jit_stack_assign(both[i], NULL, all->stack);
    }
    pcre2_set_callout(all->hard, is_over, all);
    return true;
}

static void close_search(search *all) {
    pcre2_match_data_free(all->match);
    pcre2_match_context_free(all->easy);
    pcre2_match_context_free(all->hard);
    pcre2_jit_stack_free(all->stack);
    free(all->nexts);
    free(all->places);
}

static int match(search *all, bool hard, const uint8_t *line, PCRE2_SIZE length, PCRE2_SIZE start) {
    const pcre2_code *code = hard ? all->regex->watched : all->regex->code;
    pcre2_match_context *context = hard ? all->hard : all->easy;
    if (all->regex->fast) {
        return pcre2_jit_match(code, line, length, start, 0, all->match, context);
    }
    return pcre2_match(code, line, length, start, 0, all->match, context);
}

static void add(search *all, const uint8_t *start, const uint8_t *end) {
    sf_hits *hits = &all->hits;
    if (hits->total < hits->cap) {
        hits->out[2 * hits->total] = start - hits->text;
        hits->out[2 * hits->total + 1] = end - hits->text;
    }
    hits->total++;
}

/* Adds all matches in a line. One that is too hard is left. */
static void match_line(search *all, const uint8_t *line, const uint8_t *end) {
    PCRE2_SIZE length = (PCRE2_SIZE)(end - line);
    bool hard = length > LONG_LINE;
    int64_t line_time = HARD_TIME + (int64_t)length;
    for (PCRE2_SIZE start = 0; start <= length;) {
        if (hard && all->line_deadline == 0) {
            int64_t now = sf_now();
            all->line_deadline = all->deadline - now < line_time ? all->deadline : now + line_time;
        }
        int found = match(all, hard, line, length, start);
        if (found == PCRE2_ERROR_NOMATCH) {
            break;
        }
        if (found < 0 && found == PCRE2_ERROR_MATCHLIMIT && !hard) {
            hard = true;
            continue;
        }
        if (found < 0) {
            all->complete = false;
            break;
        }
        const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(all->match);
        if (ends[1] > ends[0]) {
            add(all, line + ends[0], line + ends[1]);
        }
        start = ends[1] > ends[0] ? ends[1] : ends[1] + 1;
    }
    if (hard) {
        all->line_deadline = 0;
        all->over = sf_now() >= all->deadline;
    }
}

/* The clock is looked at only now and then. */
static bool time_is_over(search *all) {
    if (!all->over && ++all->calls % PACE == 0) {
        all->over = sf_now() >= all->deadline;
    }
    return all->over;
}

static const uint8_t *line_start(const uint8_t *from, const uint8_t *at) {
    const uint8_t *start = from;
    const uint8_t *before = memrchr(from, '\n', (size_t)(at - from));
    start = before == NULL ? from : before + 1;
    before = memrchr(start, 0, (size_t)(at - start));
    return before == NULL ? start : before + 1;
}

static const uint8_t *line_end(const uint8_t *at, const uint8_t *to) {
    const uint8_t *end = memchr(at, '\n', (size_t)(to - at));
    end = end == NULL ? to : end;
    const uint8_t *zero = memchr(at, 0, (size_t)(end - at));
    return zero == NULL ? end : zero;
}

/* Where the needles tell the lines. The range is walked in pieces so that the clock is seen between. */
static void by_needles(search *all, const uint8_t *from, const uint8_t *to) {
    const int64_t piece = 1 << 20;
    for (const uint8_t *at = from; at < to;) {
        all->over = sf_now() >= all->deadline;
        if (all->over) {
            return;
        }
        const uint8_t *end = to - at > piece ? line_end(at + piece, to) : to;
        memset(all->nexts, 0, sizeof *all->nexts * (size_t)sf_many_count(all->regex->needles));
        for (;;) {
            const uint8_t *found = sf_many_next(all->regex->needles, at, end, all->nexts);
            if (found == NULL) {
                break;
            }
            const uint8_t *after = line_end(found, end);
            match_line(all, line_start(at, found), after);
            if (time_is_over(all)) {
                return;
            }
            at = after < end ? after + 1 : end;
        }
        at = end < to ? end + 1 : to;
    }
}

static bool is_break(uint8_t byte) {
    return byte == '\n' || byte == 0;
}

static const uint8_t *next_line(const uint8_t *at, const uint8_t *to) {
    const uint8_t *end = line_end(at, to);
    return end < to ? end + 1 : to;
}

/* Matches the line that has this place, which the automaton took, unless it is before low: then it was matched already. */
static const uint8_t *match_at(search *all, const uint8_t *place, const uint8_t *low, const uint8_t *to) {
    if (place < low || time_is_over(all)) {
        return low;
    }
    match_line(all, line_start(low, place), line_end(place, to));
    return next_line(place, to);
}

/*
 * Where the automaton, in this state, takes the line that has at: NULL when it does not. The last line of a text may have no
 * break, which is seen then.
 */
static const uint8_t *first_taken(search *all, uint16_t state, const uint8_t *at, const uint8_t *to) {
    const uint16_t *table = all->regex->table;
    while (at < to && !all->over) {
        const uint8_t *pause = to - at > 1 << 20 ? at + (1 << 20) : to;
        while (at < pause) {
            uint8_t byte = *at++;
            state = table[state + byte];
            if (state == all->regex->final) {
                return at - 1;
            }
            if (is_break(byte)) {
                return NULL;
            }
        }
        all->over = pause < to && sf_now() >= all->deadline;
    }
    return table[state + '\n'] == all->regex->final ? at - 1 : NULL;
}

/* Lines one by one. */
static void run_lines(search *all, const uint8_t *from, const uint8_t *to) {
    for (const uint8_t *at = from; at < to && !all->over; at = next_line(at, to)) {
        const uint8_t *taken = first_taken(all, 0, at, to);
        if (taken != NULL) {
            match_at(all, taken, at, to);
        }
    }
}

/* Steps of a lane in which lines are taken: notes where. */
static uint16_t steps(search *all, uint16_t state, const uint8_t *lane, int at, uint16_t *places, int *count) {
    const uint16_t *table = all->regex->table;
    for (int end = at + STRIDE; at < end; at++) {
        state = table[state + lane[at]];
        if (state == all->regex->final) {
            places[(*count)++] = (uint16_t)at;
            state = table[all->regex->waits + lane[at]];
        }
    }
    return state;
}

/*
 * Runs the automaton over LANES stretches of this length at once, because each of its steps waits for the one before. The
 * first starts with a line; the others wait for one, up to which the lane before goes on.
 */
static inline __attribute__((always_inline)) void run_lanes(search *all, const uint8_t *from, const int length,
                                                            uint16_t *states, int *counts) {
    const uint16_t *table = all->regex->table;
    const uint16_t final = all->regex->final;
    for (int i = 0; i < LANES; i++) {
        states[i] = i == 0 || is_break(from[i * length - 1]) ? 0 : all->regex->waits;
    }
    uint16_t a = states[0], b = states[1], c = states[2], d = states[3];
    uint16_t e = states[4], f = states[5], g = states[6], h = states[7];
    for (int at = 0; at < length; at += STRIDE) {
        const uint8_t *p = from + at;
        const uint16_t before[LANES] = {a, b, c, d, e, f, g, h};
#pragma GCC unroll 16
        for (int i = 0; i < STRIDE; i++) {
            a = table[a + p[i]];
            b = table[b + p[i + length]];
            c = table[c + p[i + 2 * length]];
            d = table[d + p[i + 3 * length]];
            e = table[e + p[i + 4 * length]];
            f = table[f + p[i + 5 * length]];
            g = table[g + p[i + 6 * length]];
            h = table[h + p[i + 7 * length]];
        }
        if (a == final || b == final || c == final || d == final || e == final || f == final || g == final || h == final) {
            uint16_t after[LANES] = {a, b, c, d, e, f, g, h};
            for (int i = 0; i < LANES; i++) {
                if (after[i] == final) {
                    after[i] = steps(all, before[i], from + i * length, at, all->places[i], &counts[i]);
                }
            }
            a = after[0], b = after[1], c = after[2], d = after[3];
            e = after[4], f = after[5], g = after[6], h = after[7];
        }
    }
    const uint16_t after[LANES] = {a, b, c, d, e, f, g, h};
    memcpy(states, after, sizeof after);
}

/* Matches the lines that start in the next LANES * length bytes, and tells where the next one starts. */
static const uint8_t *run_block(search *all, const uint8_t *from, const uint8_t *to, int length) {
    uint16_t states[LANES];
    int counts[LANES] = {0};
    if (length == LONG_LANE) {
        run_lanes(all, from, LONG_LANE, states, counts);
    } else {
        run_lanes(all, from, SHORT_LANE, states, counts);
    }
    const uint8_t *low = from;
    for (int i = 0; i < LANES && !all->over; i++) {
        const uint8_t *lane = from + i * length, *end = lane + length;
        for (int k = 0; k < counts[i]; k++) {
            low = match_at(all, lane + all->places[i][k], low, to);
        }
        if (states[i] != all->regex->waits && !is_break(end[-1])) {
            const uint8_t *taken = first_taken(all, states[i], end, to);
            low = taken == NULL ? low : match_at(all, taken, low, to);
        }
    }
    const uint8_t *end = from + LANES * length;
    return is_break(end[-1]) ? end : next_line(end, to);
}

static void by_automaton(search *all, const uint8_t *from, const uint8_t *to) {
    const uint8_t *at = from;
    while (to - at >= LANES * SHORT_LANE && !all->over) {
        all->over = sf_now() >= all->deadline;
        at = run_block(all, at, to, to - at >= LANES * LONG_LANE ? LONG_LANE : SHORT_LANE);
    }
    run_lines(all, at, to);
}

/* Where nothing tells which lines may match. */
static void by_lines(search *all, const uint8_t *from, const uint8_t *to) {
    for (const uint8_t *at = from; at < to && !time_is_over(all);) {
        const uint8_t *end = line_end(at, to);
        match_line(all, at, end);
        at = end + 1;
    }
}

int64_t sf_regex_find(const uint8_t *text, int64_t length, const int64_t *ranges, int64_t count, const void *regex,
                      int64_t *out, int64_t cap, int64_t budget, int32_t *complete) {
    if (cap < 0 || count < 0 || !sf_ranges_fit(ranges, count, length)) {
        return SF_EINVAL;
    }
    search all = {.regex = regex, .hits = {.text = text, .out = out, .cap = cap}, .complete = true};
    all.deadline = sf_deadline(budget);
    bool opened = open_search(&all);
    all.over = sf_now() >= all.deadline;
    for (int64_t at = 0, from, to; opened && at < count && !all.over;) {
        sf_ranges_join(text, ranges, count, &at, &from, &to);
        if (all.regex->needles != NULL) {
            by_needles(&all, text + from, text + to);
        } else if (all.regex->table != NULL) {
            by_automaton(&all, text + from, text + to);
        } else {
            by_lines(&all, text + from, text + to);
        }
    }
    close_search(&all);
    *complete = all.complete && !all.over;
    return opened ? all.hits.total : SF_ENOMEM;
}
#else
int32_t sf_regex_new(const uint8_t *pattern, int32_t length, const uint8_t *watched, int32_t watched_length,
                     const uint8_t *needles, const int32_t *lengths, int32_t count, const uint16_t *table, int32_t states,
                     int32_t flags, void **result) {
    (void)pattern, (void)length, (void)watched, (void)watched_length, (void)needles, (void)lengths, (void)count;
    (void)table, (void)states, (void)flags, (void)result;
    return SF_ENOREGEX;
}

void sf_regex_free(void *given) {
    (void)given;
}

int64_t sf_regex_find(const uint8_t *text, int64_t length, const int64_t *ranges, int64_t count, const void *regex,
                      int64_t *out, int64_t cap, int64_t budget, int32_t *complete) {
    (void)text, (void)length, (void)ranges, (void)count, (void)regex, (void)out, (void)cap, (void)budget, (void)complete;
    return SF_ENOREGEX;
}
#endif

int32_t sf_abi_version(void) {
    return SF_ABI;
}

int32_t sf_features(void) {
    int32_t features = (sf_wide() ? SF_HAS_WIDE : 0) | (sf_sha1_fast() ? SF_HAS_SHA : 0);
#ifdef SF_PCRE2
    uint32_t jit = 0;
    pcre2_config(PCRE2_CONFIG_JIT, &jit);
    features |= SF_HAS_REGEX | (jit != 0 ? SF_HAS_JIT : 0);
#endif
    return features;
}

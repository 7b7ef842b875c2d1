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
    PACE = 256,
};

typedef struct {
    pcre2_code *code, *watched;
    bool fast; /* machine code was made of both */
    sf_lines lines;
} sf_regex;

/* One search. */
typedef struct {
    sf_walk walk; /* which is given back to us, so it stands first */
    const sf_regex *regex;
    sf_hits hits;
    bool complete;
    pcre2_match_data *match;
    pcre2_match_context *easy, *hard;
    pcre2_jit_stack *stack;
    int64_t line_deadline;
    uint32_t calls;
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
    bool compiled = regex->code != NULL && regex->watched != NULL;
    int32_t made = compiled ? sf_lines_init(&regex->lines, needles, lengths, count, table, states, flags) : SF_EPATTERN;
    if (made != 0) {
        sf_regex_free(regex);
        return made;
    }
    *result = regex;
    return 0;
}

void sf_regex_free(void *given) {
    sf_regex *regex = given;
    if (regex != NULL) {
        pcre2_code_free(regex->code);
        pcre2_code_free(regex->watched);
        sf_lines_free(&regex->lines);
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
    bool walks = sf_walk_open(&all->walk);
    if (all->match == NULL || all->easy == NULL || all->hard == NULL || all->stack == NULL || !walks) {
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
    sf_walk_close(&all->walk);
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
static void match_line(sf_walk *walk, const uint8_t *line, const uint8_t *end) {
    search *all = (search *)walk;
    PCRE2_SIZE length = (PCRE2_SIZE)(end - line);
    bool hard = length > LONG_LINE;
    int64_t line_time = HARD_TIME + (int64_t)length;
    for (PCRE2_SIZE start = 0; start <= length;) {
        if (hard && all->line_deadline == 0) {
            int64_t now = sf_now();
            all->line_deadline = walk->deadline - now < line_time ? walk->deadline : now + line_time;
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
        walk->over = sf_now() >= walk->deadline;
    }
}

int64_t sf_regex_find(const uint8_t *text, int64_t length, const int64_t *ranges, int64_t count, const void *regex,
                      int64_t *out, int64_t cap, int64_t budget, int32_t *complete) {
    if (cap < 0 || count < 0 || !sf_ranges_fit(ranges, count, length)) {
        return SF_EINVAL;
    }
    search all = {.regex = regex, .hits = {.text = text, .out = out, .cap = cap}, .complete = true};
    all.walk = (sf_walk){.lines = &all.regex->lines, .deadline = sf_deadline(budget), .found = match_line};
    bool opened = open_search(&all);
    for (int64_t at = 0, from, to; opened && at < count && !all.walk.over;) {
        sf_ranges_join(text, ranges, count, &at, &from, &to);
        sf_walk_lines(&all.walk, text + from, text + to);
    }
    close_search(&all);
    *complete = all.complete && !all.walk.over;
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

/* The walk of layout.py, and what names.py and pieces.py ask of a document, over Lexbor's own nodes.

   The Python modules are the reference: whatever is here is there, and tests/test_compiled.py holds the two to the
   same answers. Nothing here knows of stories. The structures of Lexbor and of selectolax are declared by hand, so
   compiled.py lets this run for known versions of selectolax alone, and check() compares them with what selectolax
   says of a small page before anything is walked. Nothing of Lexbor's is written to; whoever holds a Tree holds the
   parser. There is no recursion, and every allocation is checked. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>

#include <stdint.h>
#include <string.h>

/* -- Lexbor and selectolax, as in selectolax/lexbor.pxd --------------------------------------------------------- */

typedef struct { const unsigned char *data; size_t length; } Text;

typedef struct Node {
    void *events;
    uintptr_t name, prefix, ns;
    void *document;
    struct Node *next, *prev, *parent, *first_child, *last_child;
    void *user;
    unsigned int type;
} Node;

typedef struct { Node node; Text data; } CharacterData;

typedef struct Attribute {
    Node node;
    uintptr_t upper_name, qualified_name;
    const Text *value;
    void *owner;
    struct Attribute *next, *prev;
} Attribute;

typedef struct { Node node; uintptr_t upper_name, qualified_name; void *is_value; Attribute *first, *last; } Element;

/* What the identity of an attribute points to where its name is none of Lexbor's own. */
typedef struct { unsigned char short_name[24]; size_t length; } AttributeName;

typedef struct { PyObject_HEAD void *vtab; Node *node; PyObject *parser; int is_root, is_template; } NodeObject;

typedef struct {
    PyObject_HEAD
    void *vtab, *document, *wrapper;
    int is_fragment;
    uintptr_t tag, ns;
    PyObject *raw, *selector;
    unsigned long mutations;
} ParserObject;

enum { ELEMENT = 1, TEXT = 3 };
enum { LAST_OWN_NAME = 4096 }; /* an identity above it is an address */

/* -- what configure() is told ------------------------------------------------------------------------------------ */

/* How an element is laid out, as in elements.py. */
enum { INLINE, SKIP, BREAK, IMAGE, NOTHING, STYLED, SCOPE, CELL, BLOCK, ROW, SPACED, PRE };
enum { UNCHANGED = -1 };
/* The slots of a line, in the order of SLOTS. */
enum { NUMBER, INDEX, WORDS, BLANKS, TAG, MARKER, PAGE_BREAK, REGION, NODE, IMAGES, PIECES, START, STOP, FRAME, MARKS };
static const char *const SLOTS[] = {"number", "index", "text", "blanks", "tag", "marker", "page_break", "region",
                                    "node", "images", "pieces", "_start", "_stop", "frame", "_marks", NULL};

static PyTypeObject *node_type, *line_type;
static Py_ssize_t slots[MARKS + 1];
static PyObject *kinds, *names, *landmarks; /* by the identities of tags */
static PyObject *too_deep, *tidied;
static PyObject *no_text, *blank, *next_cell, *line_feed, *none_yet, *tag_attribute;
static uintptr_t text_tag, anchor_tag, class_name, id_name, style_name;

/* -- the tree ---------------------------------------------------------------------------------------------------- */

typedef struct {
    const Node *node;
    int parent, end;          /* places of the element around and of the first behind its last descendant */
    int depth;
    int start, stop;          /* which texts are in it */
    signed char kind, keeps;  /* what attributes change */
    uint16_t tag;             /* its name, as far as it fits */
} Place;

enum { WRITTEN, ANY_CASE };

/* A class or an id as it is written. By its hashes, as it is written and in any case, it stands in a chain of each kind,
   in that of any case only the first of those that are alike but for it; the others follow it by *other*. */
typedef struct { const unsigned char *text; uint32_t size, hashes[2]; int next[2], other, first, last; } Name;

/* The place of an element that has a name, and the next use of that name. */
typedef struct { int place, next; } Use;

typedef struct {
    PyObject_HEAD
    PyObject *parser, *texts, *styled;
    unsigned long mutations;
    Place *places;
    Py_ssize_t count, room;
    int deepest;
    uint32_t *table; /* places by the addresses of their nodes, from 1; made when first asked */
    size_t table_mask;
    int *heads[2];   /* of chains, by hashes: where in *names*, or -1; all made when first asked */
    size_t heads_mask;
    Name *names;
    Use *uses;
    Py_ssize_t name_count, name_room, use_count, use_room;
    unsigned char *marks; /* for select, which is asked often; three for each place */
} Tree;

/* Spare the collector of cycles what can be in none: nodes, which know their parser alone, lines, and their frames. */
static PyObject *in_no_cycle(PyObject *object)
{
    if (object != NULL && PyObject_IS_GC(object))
        PyObject_GC_UnTrack(object);
    return object;
}

static int kind_of(uintptr_t tag)
{
    return tag < (uintptr_t)PyBytes_GET_SIZE(kinds) ? PyBytes_AS_STRING(kinds)[tag] : INLINE;
}

/* What *table*, of names or landmarks, has for *tag*, borrowed; NULL for nothing. */
static PyObject *known(PyObject *table, uintptr_t tag)
{
    PyObject *found = tag < (uintptr_t)PyTuple_GET_SIZE(table) ? PyTuple_GET_ITEM(table, tag) : Py_None;
    return found != Py_None ? found : NULL;
}

/* Append *made*, whose reference is taken and which is NULL for an error. */
static int append(PyObject *list, PyObject *made)
{
    int failed = made == NULL ? -1 : PyList_Append(list, made);
    Py_XDECREF(made);
    return failed;
}

static PyObject *new_node(const Node *node, PyObject *parser)
{
    PyObject *made = in_no_cycle(node_type->tp_new(node_type, none_yet, NULL));
    if (made == NULL)
        return NULL;
    NodeObject *own = (NodeObject *)made;
    own->node = (Node *)node;
    Py_INCREF(parser);
    Py_XSETREF(own->parser, parser);
    return made;
}

static Node *node_of(PyObject *object)
{
    if (!Py_IS_TYPE(object, node_type)) {
        PyErr_SetString(PyExc_TypeError, "not a LexborNode");
        return NULL;
    }
    return ((NodeObject *)object)->node;
}

static int is_white(unsigned char sign) { return sign == ' ' || (sign >= '\t' && sign <= '\r' && sign != '\v'); }

static unsigned char lower(unsigned char sign) { return sign >= 'A' && sign <= 'Z' ? sign | 32 : sign; }

/* Whether the first *size* signs of two texts are the same in any case. */
static int same(const unsigned char *one, const unsigned char *other, size_t size)
{
    size_t at = 0;
    while (at < size && lower(one[at]) == lower(other[at]))
        at++;
    return at == size;
}

/* Whether *text* has *word*, in any case. */
static int has_word(const Text *text, const char *word)
{
    size_t size = strlen(word);
    for (size_t at = 0; at + size <= text->length; at++)
        if (same(text->data + at, (const unsigned char *)word, size))
            return 1;
    return 0;
}

/* Whether *name*, of an attribute, is *word*, which is none of Lexbor's own names. */
static int is_named(uintptr_t name, const char *word)
{
    size_t size = strlen(word);
    const AttributeName *own = (const AttributeName *)name;
    return name > LAST_OWN_NAME && own->length == size && memcmp(own->short_name, word, size) == 0;
}

/* Whether attributes of an element may change how it is laid out. */
static int is_styled(const Node *node)
{
    for (const Attribute *each = ((const Element *)node)->first; each != NULL; each = each->next) {
        uintptr_t name = each->node.name;
        const Text *value = name == style_name && each->value != NULL && each->value->data != NULL ? each->value : NULL;
        if (value != NULL ? has_word(value, "display") || has_word(value, "white-space") || has_word(value, "float")
                          : is_named(name, "hidden") || is_named(name, "aria-hidden"))
            return 1;
    }
    return 0;
}

/* See that where *array* points there is room for one more, each of *size*; -1 where there is no memory for it. */
static int make_room(void *array, Py_ssize_t count, Py_ssize_t *room, size_t size)
{
    void *old;
    if (count < *room)
        return 0;
    memcpy(&old, array, sizeof(old));
    Py_ssize_t more = *room ? 2 * *room : 256;
    void *grown = more < INT32_MAX / 2 ? PyMem_Realloc(old, (size_t)more * size) : NULL;
    if (grown == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    memcpy(array, &grown, sizeof(grown));
    *room = more;
    return 0;
}

/* Take down all elements below *root*, itself first, in document order. */
static int survey(Tree *tree, const Node *root)
{
    const Node *node = root;
    int around = -1;
    while (1) {
        const Node *inner = NULL;
        if (node->type == ELEMENT) {
            if (make_room(&tree->places, tree->count, &tree->room, sizeof(Place)) < 0)
                return -1;
            int at = (int)tree->count++;
            Place *place = &tree->places[at];
            memset(place, 0, sizeof(Place));
            place->node = node;
            place->tag = node->name < UINT16_MAX ? (uint16_t)node->name : UINT16_MAX;
            place->parent = around;
            place->depth = around < 0 ? 0 : tree->places[around].depth + 1;
            place->end = at + 1;
            place->kind = place->keeps = UNCHANGED;
            if (is_styled(node) && append(tree->styled, new_node(node, tree->parser)) < 0)
                return -1;
            inner = node->first_child;
            if (inner != NULL) {
                if (place->depth > tree->deepest)
                    tree->deepest = place->depth;
                around = at;
            }
        }
        if (inner != NULL) {
            node = inner;
            continue;
        }
        while (node != root && node->next == NULL) {
            node = node->parent;
            tree->places[around].end = (int)tree->count;
            around = tree->places[around].parent;
        }
        if (node == root)
            return 0;
        node = node->next;
    }
}

/* The place of *node*, -1 where it is none of the elements of the tree, -2 for an error. */
static Py_ssize_t place_of(Tree *tree, const Node *node)
{
    if (tree->table == NULL) {
        size_t size = 16;
        while (size < 2 * (size_t)tree->count)
            size *= 2;
        tree->table = PyMem_Calloc(size, sizeof(uint32_t));
        if (tree->table == NULL) {
            PyErr_NoMemory();
            return -2;
        }
        tree->table_mask = size - 1;
        for (Py_ssize_t at = 0; at < tree->count; at++) {
            size_t slot = ((uintptr_t)tree->places[at].node >> 4) * 0x9E3779B1u & tree->table_mask;
            while (tree->table[slot])
                slot = (slot + 1) & tree->table_mask;
            tree->table[slot] = (uint32_t)at + 1;
        }
    }
    size_t slot = ((uintptr_t)node >> 4) * 0x9E3779B1u & tree->table_mask;
    for (; tree->table[slot]; slot = (slot + 1) & tree->table_mask)
        if (tree->places[tree->table[slot] - 1].node == node)
            return (Py_ssize_t)tree->table[slot] - 1;
    return -1;
}

/* -- the walk ---------------------------------------------------------------------------------------------------- */

/* An element that is open. Its object and its frame are made when something needs them. */
typedef struct {
    const Node *node;
    PyObject *object, *frame;
    PyObject *landmark;     /* borrowed */
    int at;                 /* its place */
    int block;              /* level of the block that it is or stands in */
    int anchor;             /* level of the <a> around it, where it is one itself */
    signed char kind, keeps, scoped;
} Level;

typedef struct {
    Tree *tree;
    PyObject *lines, *texts, *owners, *anchors, *pieces, *images;
    PyObject *around, *region; /* of the line that is being built; region is borrowed */
    PyObject *indent;       /* white space before a line whose white space is kept; NULL where there is none */
    Level *opened;
    Py_ssize_t room;
    int level, anchor;
    Py_ssize_t start, row, breaks;
    int margin;
} Walk;

static PyObject *tag_of(PyObject *object)
{
    PyObject *found = known(names, ((NodeObject *)object)->node->name);
    if (found != NULL)
        return Py_NewRef(found);
    found = PyObject_GetAttr(object, tag_attribute);
    if (found == Py_None)
        Py_SETREF(found, Py_NewRef(no_text));
    return found;
}

static PyObject *object_of(Walk *walk, int level)
{
    Level *own = &walk->opened[level];
    if (own->object == NULL)
        own->object = new_node(own->node, walk->tree->parser);
    return own->object;
}

/* The frame of an open element, borrowed: with those of all elements around it. */
static PyObject *frame_of(Walk *walk, int level)
{
    int from = level;
    while (from > 0 && walk->opened[from].frame == NULL)
        from--;
    for (; from <= level; from++) {
        Level *own = &walk->opened[from];
        if (own->frame != NULL)
            continue;
        PyObject *outer = from ? walk->opened[from - 1].frame : Py_None;
        PyObject *object = object_of(walk, from), *block = object_of(walk, own->block);
        if (object == NULL || block == NULL)
            return NULL;
        PyObject *kind = PyLong_FromLong(own->scoped ? own->kind : INLINE), *depth = PyLong_FromLong(from);
        PyObject *tag = tag_of(object);
        if (kind != NULL && depth != NULL && tag != NULL)
            own->frame = in_no_cycle(PyTuple_Pack(8, object, kind, block, own->landmark,
                                                  own->keeps ? Py_True : Py_False, outer, depth, tag));
        Py_XDECREF(kind);
        Py_XDECREF(depth);
        Py_XDECREF(tag);
        if (own->frame == NULL)
            return NULL;
    }
    return walk->opened[level].frame;
}

static int begin_line(Walk *walk)
{
    Level *own = &walk->opened[walk->level];
    PyObject *frame = frame_of(walk, own->block);
    if (frame == NULL)
        return -1;
    Py_INCREF(frame);
    Py_XSETREF(walk->around, frame);
    walk->region = own->landmark;
    walk->start = PyList_GET_SIZE(walk->texts);
    return 0;
}

/* Add a text of *owner*; all references stay the caller's. */
static int add(Walk *walk, PyObject *text, PyObject *owner)
{
    PyObject *anchor = walk->anchor >= 0 ? object_of(walk, walk->anchor) : Py_None;
    if (text == NULL || owner == NULL || anchor == NULL)
        return -1;
    if (PyList_Append(walk->texts, text) < 0 || PyList_Append(walk->owners, owner) < 0)
        return -1;
    return PyList_Append(walk->anchors, anchor);
}

/* Return *text*, whose reference is taken, without the white space around it. */
static PyObject *stripped(PyObject *text)
{
    Py_ssize_t start = 0, size = PyUnicode_GET_LENGTH(text), stop = size;
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    while (start < stop && Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, start)))
        start++;
    while (stop > start && Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, stop - 1)))
        stop--;
    if (start > 0 || stop < size)
        Py_SETREF(text, PyUnicode_Substring(text, start, stop));
    return text;
}

/* Whether *text* has a sign that is not printable, or two spaces in a row; -1 where it has the sign between cells. */
static int is_untidy(PyObject *text)
{
    int kind = PyUnicode_KIND(text), untidy = 0;
    const void *data = PyUnicode_DATA(text);
    Py_UCS4 last = 0;
    for (Py_ssize_t at = 0; at < PyUnicode_GET_LENGTH(text); at++) {
        Py_UCS4 sign = PyUnicode_READ(kind, data, at);
        if (sign == 0)
            return -1;
        /* The ideographs of every day are printable, as is ASCII; the rest is asked for. */
        int is_plain = (sign >= ' ' && sign < 127) || (sign >= 0x4E00 && sign < 0x9FA6);
        if ((sign == ' ' && last == ' ') || (!is_plain && !untidy && !Py_UNICODE_ISPRINTABLE(sign)))
            untidy = 1;
        last = sign;
    }
    return untidy;
}

/* Return *text*, whose reference is taken, as layout.tidied does. */
static PyObject *collapsed(PyObject *text)
{
    PyObject *parts = PyUnicode_Split(text, NULL, -1);
    Py_SETREF(text, parts != NULL ? PyUnicode_Join(blank, parts) : NULL);
    Py_XDECREF(parts);
    /* A few signs may be none that shows. */
    if (text != NULL && PyUnicode_GET_LENGTH(text) < 9 && !PyUnicode_IS_ASCII(text))
        Py_SETREF(text, PyObject_CallOneArg(tidied, text));
    return text;
}

static void set_slot(PyObject *line, int slot, PyObject *value)
{
    *(PyObject **)((char *)line + slots[slot]) = value; /* a new line: nothing stands there yet */
}

static PyObject *get_slot(PyObject *line, int slot)
{
    return *(PyObject **)((char *)line + slots[slot]);
}

static int add_line(Walk *walk, PyObject *text, Py_ssize_t stop)
{
    Py_ssize_t index = PyList_GET_SIZE(walk->lines);
    PyObject *node = PyTuple_GET_ITEM(walk->around, 0);
    Py_ssize_t numbers[] = {index + 1, index, walk->breaks ? walk->breaks : walk->margin && index, walk->start, stop};
    static const int of[] = {NUMBER, INDEX, BLANKS, START, STOP};
    /* Where the line above has the same number it is shared: of a page of short lines they take as much as its words. */
    static const int above[] = {-1, NUMBER, -1, STOP, -1};
    PyObject *before = index > 0 ? PyList_GET_ITEM(walk->lines, index - 1) : NULL;
    PyObject *line = in_no_cycle(line_type->tp_alloc(line_type, 0));
    if (line == NULL)
        return -1;
    for (int each = 0; each < 5; each++) {
        PyObject *number = before != NULL && above[each] >= 0 ? get_slot(before, above[each]) : NULL;
        if (number != NULL && PyLong_AsSsize_t(number) == numbers[each])
            Py_INCREF(number);
        else
            number = PyLong_FromSsize_t(numbers[each]);
        if (number == NULL)
            goto fail;
        set_slot(line, of[each], number);
    }
    PyObject *images = PyList_AsTuple(walk->images);
    if (images == NULL)
        goto fail;
    set_slot(line, IMAGES, images);
    PyObject *others[] = {text, no_text, Py_False, walk->region, node, walk->pieces, walk->around, Py_None,
                          PyTuple_GET_ITEM(walk->around, 7)};
    static const int their[] = {WORDS, MARKER, PAGE_BREAK, REGION, NODE, PIECES, FRAME, MARKS, TAG};
    for (int each = 0; each < 9; each++) {
        Py_INCREF(others[each]);
        set_slot(line, their[each], others[each]);
    }
    if (PyList_Append(walk->lines, line) < 0)
        goto fail;
    Py_DECREF(line);
    return PyList_SetSlice(walk->images, 0, PyList_GET_SIZE(walk->images), NULL);
fail:
    Py_DECREF(line);
    return -1;
}

static int end_line(Walk *walk)
{
    Py_ssize_t stop = PyList_GET_SIZE(walk->texts);
    PyObject *text;
    Py_CLEAR(walk->indent);
    if (stop - walk->start == 1) {
        text = PyList_GET_ITEM(walk->texts, walk->start);
        Py_INCREF(text);
    }
    else {
        PyObject *parts = PyList_GetSlice(walk->texts, walk->start, stop);
        text = parts != NULL ? PyUnicode_Join(no_text, parts) : NULL;
        Py_XDECREF(parts);
    }
    if (text == NULL || (text = stripped(text)) == NULL)
        return -1;
    int untidy = is_untidy(text);
    if (untidy < 0) {
        Py_SETREF(text, PyObject_CallOneArg(tidied, text));
        PyObject *outer = PyTuple_GET_ITEM(walk->around, 5);
        if (outer != Py_None)
            Py_SETREF(walk->around, Py_NewRef(outer));
    }
    else if (untidy)
        text = collapsed(text);
    if (text == NULL)
        return -1;
    int failed = 0;
    if (PyUnicode_GET_LENGTH(text)) {
        failed = add_line(walk, text, stop) < 0;
        walk->margin = 0;
        walk->breaks = 0;
    }
    else
        walk->breaks++;
    Py_DECREF(text);
    walk->start = -1;
    return failed ? -1 : 0;
}

/* Add a text whose line breaks are kept. */
static int add_kept(Walk *walk, PyObject *text)
{
    PyObject *parts = PyUnicode_Split(text, line_feed, -1);
    if (parts == NULL)
        return -1;
    for (Py_ssize_t each = 0; each < PyList_GET_SIZE(parts); each++) {
        PyObject *part = PyList_GET_ITEM(parts, each);
        if (each)
            Py_CLEAR(walk->indent);
        if (each && walk->start < 0)
            walk->breaks++;
        else if (each && end_line(walk) < 0)
            goto fail;
        if (walk->start < 0) {
            Py_ssize_t at = 0, size = PyUnicode_GET_LENGTH(part);
            while (at < size && Py_UNICODE_ISSPACE(PyUnicode_READ_CHAR(part, at)))
                at++;
            part = walk->indent != NULL ? PyUnicode_Concat(walk->indent, part) : Py_NewRef(part);
            Py_XSETREF(walk->indent, part);
            if (at == size && part != NULL)
                continue;
            if (part == NULL || begin_line(walk) < 0)
                goto fail;
        }
        if (add(walk, part, object_of(walk, walk->level)) < 0)
            goto fail;
    }
    Py_DECREF(parts);
    return 0;
fail:
    Py_DECREF(parts);
    return -1;
}

static int add_text(Walk *walk, const Node *node)
{
    const Text *data = &((const CharacterData *)node)->data;
    int keeps = walk->opened[walk->level].keeps;
    size_t at = 0, size = data->data != NULL ? data->length : 0;
    while (!keeps && at < size && is_white(data->data[at]))
        at++;
    if (!keeps && at == size) {
        if (walk->start < 0)
            return 0;
        Py_ssize_t last = PyList_GET_SIZE(walk->texts) - 1;
        PyObject *text = PyList_GET_ITEM(walk->texts, last);
        Py_ssize_t length = PyUnicode_GET_LENGTH(text);
        if (length && PyUnicode_READ_CHAR(text, length - 1) == ' ')
            return 0;
        text = PyUnicode_Concat(text, blank);
        return text != NULL ? PyList_SetItem(walk->texts, last, text) : -1;
    }
    PyObject *text = PyUnicode_DecodeUTF8(size ? (const char *)data->data : "", (Py_ssize_t)size, "replace");
    if (text == NULL)
        return -1;
    int failed = keeps ? add_kept(walk, text) < 0
                       : (walk->start < 0 && begin_line(walk) < 0) || add(walk, text, object_of(walk, walk->level)) < 0;
    Py_DECREF(text);
    return failed ? -1 : 0;
}

static int inline_only(const Node *child)
{
    for (; child != NULL; child = child->next) {
        int kind = kind_of(child->name);
        if (kind >= CELL || kind == BREAK)
            return 0;
    }
    return 1;
}

/* Open the element *node* at *at*; *object* is taken. */
static int open_level(Walk *walk, const Node *node, int at, int kind, PyObject *object)
{
    if (make_room(&walk->opened, walk->level + 1, &walk->room, sizeof(Level)) < 0) {
        Py_XDECREF(object);
        return -1;
    }
    const Level *outer = &walk->opened[walk->level];
    Level *own = &walk->opened[++walk->level];
    own->node = node;
    own->object = object;
    own->frame = NULL;
    own->landmark = outer->landmark;
    own->at = at;
    own->block = outer->block;
    own->kind = (signed char)kind;
    own->keeps = outer->keeps;
    own->scoped = kind >= SCOPE;
    if (own->scoped) {
        if (kind != SCOPE)
            own->block = walk->level;
        if (kind == PRE) {
            own->keeps = 1;
            Py_CLEAR(walk->indent);
        }
        if (walk->tree->places[at].keeps != UNCHANGED)
            own->keeps = walk->tree->places[at].keeps;
        PyObject *landmark = known(landmarks, node->name);
        if (landmark != NULL)
            own->landmark = landmark;
    }
    if (node->name == anchor_tag) {
        own->anchor = walk->anchor;
        walk->anchor = walk->level;
    }
    return 0;
}

static void drop_level(Walk *walk)
{
    Level *own = &walk->opened[walk->level--];
    Py_XDECREF(own->object);
    Py_XDECREF(own->frame);
}

/* Whether an element below the one at *at*, which is not shown, holds something at a *depth* beyond the most. */
static int is_deeper(const Tree *tree, int at, Py_ssize_t depth)
{
    for (int each = at + 1; each < tree->places[at].end; each++)
        if (tree->places[each].depth > depth && tree->places[each].node->first_child != NULL)
            return 1;
    return 0;
}

/* Meet an element: 1 where it was opened, 0 where it is done with, -1 for an error. */
static int meet(Walk *walk, const Node *node, int at, Py_ssize_t depth)
{
    Place *place = &walk->tree->places[at];
    const Node *child = node->first_child;
    int kind = place->kind != UNCHANGED ? place->kind : kind_of(node->name);
    PyObject *object = NULL;
    place->start = place->stop = (int)PyList_GET_SIZE(walk->texts);
    if (kind >= SCOPE) {
        if (walk->start >= 0 && kind != SCOPE) {
            if (kind == CELL && walk->row == PyList_GET_SIZE(walk->lines) && inline_only(child)) {
                object = new_node(node, walk->tree->parser);
                if (add(walk, next_cell, object) < 0)
                    goto fail;
            }
            else if (end_line(walk) < 0)
                goto fail;
        }
        if (kind == ROW)
            walk->row = PyList_GET_SIZE(walk->lines);
        else if (kind >= SPACED)
            walk->margin = 1;
    }
    else if (kind == BREAK) {
        if (walk->start < 0)
            walk->breaks++;
        else if (end_line(walk) < 0)
            goto fail;
        return 0;
    }
    else if (kind == NOTHING)
        return 0;
    if (child != NULL && (kind == INLINE || kind >= SCOPE)) {
        if (walk->level + 1 > depth)
            goto deep;
        return open_level(walk, node, at, kind, object) < 0 ? -1 : 1;
    }
    if (kind < SCOPE && (walk->start >= 0 || kind == IMAGE)) {
        object = new_node(node, walk->tree->parser);
        if (object == NULL || (kind == IMAGE && PyList_Append(walk->images, object) < 0))
            goto fail;
        if (walk->start >= 0 && add(walk, no_text, object) < 0)
            goto fail;
    }
    if (child != NULL && walk->tree->deepest > depth && is_deeper(walk->tree, at, depth))
        goto deep;
    place->stop = (int)PyList_GET_SIZE(walk->texts);
    Py_XDECREF(object);
    return 0;
deep:
    PyErr_SetNone(too_deep);
fail:
    Py_XDECREF(object);
    return -1;
}

static int run(Walk *walk, Py_ssize_t depth)
{
    Place *places = walk->tree->places;
    const Node *node = walk->opened[0].node->first_child;
    int at = 1;
    while (1) {
        while (node != NULL) {
            if (node->name == text_tag) {
                if (add_text(walk, node) < 0)
                    return -1;
            }
            else if (node->type == ELEMENT) {
                int met = meet(walk, node, at, depth);
                if (met < 0)
                    return -1;
                if (met) {
                    at++;
                    node = node->first_child;
                    continue;
                }
                at = places[at].end;
            }
            node = node->next;
        }
        Level *own = &walk->opened[walk->level];
        places[own->at].stop = (int)PyList_GET_SIZE(walk->texts);
        if (walk->level == 0)
            break;
        if (own->kind >= BLOCK) {
            if (walk->start >= 0 && end_line(walk) < 0)
                return -1;
            if (own->kind >= SPACED)
                walk->margin = 1;
        }
        if (walk->anchor == walk->level)
            walk->anchor = own->anchor;
        node = own->node->next;
        drop_level(walk);
    }
    return walk->start >= 0 ? end_line(walk) : 0;
}

/* -- what Python sees -------------------------------------------------------------------------------------------- */

static void tree_dealloc(Tree *tree)
{
    PyTypeObject *type = Py_TYPE(tree);
    Py_XDECREF(tree->parser);
    Py_XDECREF(tree->texts);
    Py_XDECREF(tree->styled);
    PyMem_Free(tree->places);
    PyMem_Free(tree->heads[0]);
    PyMem_Free(tree->names);
    PyMem_Free(tree->uses);
    PyMem_Free(tree->marks);
    PyMem_Free(tree->table);
    type->tp_free((PyObject *)tree);
}

static PyTypeObject tree_type;

static PyObject *make_tree(PyObject *Py_UNUSED(module), PyObject *root)
{
    if (node_type == NULL) {
        PyErr_SetString(PyExc_RuntimeError, "configure() comes first");
        return NULL;
    }
    const Node *node = node_of(root);
    if (node == NULL)
        return NULL;
    Tree *tree = (Tree *)tree_type.tp_alloc(&tree_type, 0);
    if (tree == NULL)
        return NULL;
    tree->parser = ((NodeObject *)root)->parser;
    Py_INCREF(tree->parser);
    tree->mutations = ((ParserObject *)tree->parser)->mutations;
    tree->styled = PyList_New(0);
    if (tree->styled == NULL || survey(tree, node) < 0) {
        Py_DECREF(tree);
        return NULL;
    }
    return (PyObject *)tree;
}

/* Take what attributes change: by the identities of elements, their *kinds*, or whether they keep line breaks. */
static int take_changes(Tree *tree, PyObject *changes, int whites)
{
    PyObject *key, *value;
    Py_ssize_t step = 0;
    while (PyDict_Next(changes, &step, &key, &value)) {
        Node *node = PyLong_AsVoidPtr(key);
        long said = PyLong_AsLong(value);
        if (PyErr_Occurred())
            return -1;
        Py_ssize_t at = place_of(tree, node);
        if (at == -2)
            return -1;
        if (at >= 0)
            *(whites ? &tree->places[at].keeps : &tree->places[at].kind) = (signed char)said;
    }
    return 0;
}

static PyObject *tree_lines(Tree *tree, PyObject *args)
{
    PyObject *changed, *white, *found;
    Py_ssize_t depth;
    Walk walk = {.tree = tree, .start = -1, .row = -1, .anchor = -1};
    if (!PyArg_ParseTuple(args, "OO!O!O!O!O!O!n", &walk.pieces, &PyList_Type, &walk.texts, &PyList_Type, &walk.owners,
                          &PyList_Type, &walk.anchors, &PyList_Type, &walk.images, &PyDict_Type, &changed, &PyDict_Type,
                          &white, &depth))
        return NULL;
    if (take_changes(tree, changed, 0) < 0 || take_changes(tree, white, 1) < 0)
        return NULL;
    walk.lines = found = make_room(&walk.opened, 0, &walk.room, sizeof(Level)) == 0 ? PyList_New(0) : NULL;
    if (found == NULL) {
        PyMem_Free(walk.opened);
        return NULL;
    }
    walk.opened[0] = (Level){.node = tree->places[0].node, .kind = BLOCK, .scoped = 1, .landmark = no_text};
    Py_XSETREF(tree->texts, Py_NewRef(walk.texts));
    if (run(&walk, depth) < 0)
        Py_CLEAR(found);
    while (walk.level >= 0)
        drop_level(&walk);
    PyMem_Free(walk.opened);
    Py_XDECREF(walk.around);
    Py_XDECREF(walk.indent);
    return found;
}

static int shows_words(PyObject *text)
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    return length > 1 || (length == 1 && PyUnicode_READ_CHAR(text, 0) != 0);
}

static PyObject *tree_place(Tree *tree, PyObject *element)
{
    const Node *node = node_of(element);
    if (node == NULL)
        return NULL;
    Py_ssize_t at = place_of(tree, node);
    if (at == -2)
        return NULL;
    Py_ssize_t start = 0, stop = 0;
    if (at >= 0 && tree->texts != NULL && tree->places[at].stop <= PyList_GET_SIZE(tree->texts)) {
        start = tree->places[at].start;
        stop = tree->places[at].stop;
        while (start < stop && !shows_words(PyList_GET_ITEM(tree->texts, start)))
            start++;
        while (stop > start && !shows_words(PyList_GET_ITEM(tree->texts, stop - 1)))
            stop--;
    }
    return start < stop ? Py_BuildValue("(nn)", start, stop) : Py_BuildValue("(ii)", 0, 0);
}

/* -- classes, ids and simple selectors ---------------------------------------------------------------------------- */

static uint32_t seed; /* drawn for each process, so that nobody can write names of one hash */

static uint32_t hash_of(const unsigned char *text, size_t size, int is_id, int how)
{
    uint32_t hash = seed + (uint32_t)is_id;
    for (size_t at = 0; at < size; at++)
        hash = (hash ^ (how == WRITTEN ? text[at] : lower(text[at]))) * 16777619u;
    return hash ^ (hash >> 15);
}

/* The size of the next word of *text* from *at* on, which is moved to where it begins; 0 behind the last. */
static size_t next_word(const Text *text, size_t *at)
{
    while (*at < text->length && is_white(text->data[*at]))
        ++*at;
    size_t end = *at;
    while (end < text->length && !is_white(text->data[end]))
        end++;
    return end - *at;
}

/* The name that is *text*, as it is written or in any case; -1 for none. */
static int find_name(const Tree *tree, const unsigned char *text, size_t size, uint32_t hash, int how)
{
    int at = tree->heads[how][hash & tree->heads_mask];
    for (; at >= 0; at = tree->names[at].next[how]) {
        const Name *each = &tree->names[at];
        if (each->hashes[how] == hash && each->size == size
            && (how == WRITTEN ? memcmp(each->text, text, size) == 0 : same(each->text, text, size)))
            break;
    }
    return at;
}

/* Note that the element at *place* has a name. */
static int use_name(Tree *tree, const unsigned char *text, size_t size, int is_id, int place)
{
    uint32_t hash = hash_of(text, size, is_id, WRITTEN);
    int at = find_name(tree, text, size, hash, WRITTEN), use = (int)tree->use_count;
    if (make_room(&tree->uses, tree->use_count, &tree->use_room, sizeof(Use)) < 0
        || make_room(&tree->names, tree->name_count, &tree->name_room, sizeof(Name)) < 0)
        return -1;
    Name *names = tree->names;
    if (at < 0) {
        uint32_t folded = hash_of(text, size, is_id, ANY_CASE);
        int alike = find_name(tree, text, size, folded, ANY_CASE);
        int *head = &tree->heads[WRITTEN][hash & tree->heads_mask];
        int *other = alike >= 0 ? &names[alike].other : &tree->heads[ANY_CASE][folded & tree->heads_mask];
        at = (int)tree->name_count++;
        names[at] = (Name){text, (uint32_t)size, {hash, folded}, {*head, -1}, -1, use, use};
        *(alike >= 0 ? &names[at].other : &names[at].next[ANY_CASE]) = *other;
        *head = *other = at;
    }
    tree->uses[names[at].last].next = use;
    names[at].last = use;
    tree->uses[use] = (Use){place, -1};
    tree->use_count++;
    return 0;
}

/* The next attribute from *each* on that is a class or an id; NULL for none. */
static const Attribute *next_naming(const Attribute *each)
{
    while (each != NULL
           && (each->value == NULL || each->value->data == NULL
               || (each->node.name != id_name && each->node.name != class_name)))
        each = each->next;
    return each;
}

/* Make the names of *tree*, once. */
static int know_names(Tree *tree)
{
    size_t size = 16, most = 0;
    const Attribute *each;
    if (tree->heads[0] != NULL)
        return 0;
    for (int at = 0; at < tree->count; at++)
        for (each = ((const Element *)tree->places[at].node)->first; (each = next_naming(each)) != NULL; each = each->next)
            most += 1 + each->value->length / 8;
    while (size < most)
        size *= 2;
    tree->name_count = tree->use_count = 0;
    tree->heads[0] = PyMem_Malloc(2 * size * sizeof(int));
    if (tree->heads[0] == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    memset(tree->heads[0], -1, 2 * size * sizeof(int));
    tree->heads[1] = tree->heads[0] + size;
    tree->heads_mask = size - 1;
    int failed = 0;
    for (int at = 0; at < tree->count && !failed; at++)
        for (each = ((const Element *)tree->places[at].node)->first; (each = next_naming(each)) != NULL; each = each->next) {
            const Text *value = each->value;
            if (each->node.name == id_name)
                failed |= use_name(tree, value->data, value->length, 1, at) < 0;
            else
                for (size_t from = 0, word; !failed && (word = next_word(value, &from)); from += word)
                    failed = use_name(tree, value->data + from, word, 0, at) < 0;
        }
    if (failed) {
        PyMem_Free(tree->heads[0]);
        tree->heads[0] = NULL;
    }
    return failed ? -1 : 0;
}

enum { MOST_NAMES = 254 };

/* Count in *found* which elements have *name* besides the *before* names sought before it; how many, -1 for an error,
   -2 where some have it in another case, unless they are as good: *any_case*. What stands in *found* is cleared before
   the first element is counted. */
static Py_ssize_t bear(Tree *tree, PyObject *name, Py_ssize_t before, int any_case, unsigned char *found)
{
    Py_ssize_t size, count = 0;
    const char *words = PyUnicode_AsUTF8AndSize(name, &size);
    if (words == NULL)
        return -1;
    if (size < 2) /* "." or "#" and the name itself */
        return 0;
    const unsigned char *text = (const unsigned char *)words + 1;
    uint32_t hash = hash_of(text, (size_t)size - 1, words[0] == '#', ANY_CASE);
    int at = find_name(tree, text, (size_t)size - 1, hash, ANY_CASE);
    if (at >= 0 && !any_case && (tree->names[at].other >= 0 || memcmp(tree->names[at].text, text, (size_t)size - 1) != 0))
        return -2;
    for (; at >= 0; at = tree->names[at].other)
        for (int use = tree->names[at].first; use >= 0; use = tree->uses[use].next) {
            if (before == 0 && count == 0)
                memset(found, 0, (size_t)tree->count);
            unsigned char *own = &found[tree->uses[use].place];
            count += *own == before;
            *own += *own == before;
        }
    return count;
}

/* The first place from *at* on that is marked; *count* where none is. */
static size_t next_marked(const unsigned char *found, size_t at, size_t count)
{
    uint64_t eight;
    while (at + 8 <= count && (memcpy(&eight, found + at, 8), eight == 0))
        at += 8;
    while (at < count && !found[at])
        at++;
    return at;
}

/* Mark in *found* the places that fit one *compound* and stand in one of *around*, or directly in one, where it says so;
   NULL for any. Return how many, -1 for an error, -2 where Lexbor is to be asked. */
static Py_ssize_t fit(Tree *tree, PyObject *compound, const unsigned char *around, int any_case, unsigned char *found)
{
    int is_child;
    size_t places = (size_t)tree->count;
    Py_ssize_t tag, some = 1, fitting = 0;
    PyObject *words;
    if (!PyArg_ParseTuple(compound, "inO!", &is_child, &tag, &PyTuple_Type, &words))
        return -1;
    Py_ssize_t count = PyTuple_GET_SIZE(words);
    if (count > MOST_NAMES)
        return -2;
    if (count == 0)
        memset(found, 1, places);
    for (Py_ssize_t each = 0; each < count && some > 0; each++)
        some = bear(tree, PyTuple_GET_ITEM(words, each), each, any_case, found);
    if (some <= 0)
        return some;
    for (size_t at = next_marked(found, 0, places); at < places; at = next_marked(found, at + 1, places)) {
        int fits = found[at] == (count ? count : 1) && (tag < 0 || tree->places[at].tag == tag);
        int outer = tree->places[at].parent;
        while (fits && around != NULL && !is_child && outer >= 0 && !around[outer])
            outer = tree->places[outer].parent;
        fits = fits && (around == NULL || (outer >= 0 && around[outer]));
        found[at] = (unsigned char)fits;
        fitting += fits;
    }
    return fitting;
}

static PyObject *tree_select(Tree *tree, PyObject *args)
{
    PyObject *plan, *found = NULL;
    Py_ssize_t fitting = 0, all = 0;
    int first, any_case;
    if (!PyArg_ParseTuple(args, "O!pp", &PyTuple_Type, &plan, &first, &any_case))
        return NULL;
    if (((ParserObject *)tree->parser)->mutations != tree->mutations || PyTuple_GET_SIZE(plan) > 255)
        Py_RETURN_NONE;
    if (know_names(tree) < 0)
        return NULL;
    /* How often each place is found, which places fit one compound, and which the compound before it. */
    size_t count = (size_t)tree->count;
    unsigned char *counts = tree->marks != NULL ? tree->marks : PyMem_Malloc(3 * count);
    if (counts == NULL)
        return PyErr_NoMemory();
    tree->marks = NULL; /* making a node may run whatever asks the tree again */
    unsigned char *here = counts + count, *before = here + count;
    for (Py_ssize_t each = 0; each < PyTuple_GET_SIZE(plan) && fitting >= 0; each++) {
        PyObject *compounds = PyTuple_GET_ITEM(plan, each);
        fitting = 1;
        for (Py_ssize_t one = 0; one < PyTuple_GET_SIZE(compounds) && fitting > 0; one++) {
            unsigned char *last = before;
            before = here;
            here = last;
            fitting = fit(tree, PyTuple_GET_ITEM(compounds, one), one ? before : NULL, any_case, here);
        }
        if (fitting > 0 && all++ == 0)
            memset(counts, 0, count);
        for (size_t at = 0; fitting > 0 && (at = next_marked(here, at, count)) < count; at++)
            counts[at]++;
    }
    if (fitting != -1)
        found = fitting >= 0 ? PyList_New(0) : Py_NewRef(Py_None);
    int going = found != NULL && fitting >= 0;
    for (size_t at = 0; all && going && (at = next_marked(counts, at, count)) < count; at++)
        for (; counts[at] && going; counts[at]--) { /* Lexbor finds an element once for each selector */
            if (append(found, new_node(tree->places[at].node, tree->parser)) < 0)
                Py_CLEAR(found);
            going = found != NULL && !first;
        }
    PyMem_Free(tree->marks);
    tree->marks = counts;
    return found;
}

static PyObject *tree_words(Tree *tree, PyObject *Py_UNUSED(nothing))
{
    Py_ssize_t size = 0;
    if (know_names(tree) < 0)
        return NULL;
    for (Py_ssize_t at = 0; at < tree->name_count; at++)
        size += (Py_ssize_t)tree->names[at].size + 1;
    PyObject *found = PyBytes_FromStringAndSize(NULL, size);
    char *to = found != NULL ? PyBytes_AS_STRING(found) : NULL;
    for (Py_ssize_t at = 0; at < tree->name_count && to != NULL; at++) {
        for (uint32_t each = 0; each < tree->names[at].size; each++)
            *to++ = (char)lower(tree->names[at].text[each]);
        *to++ = '\n';
    }
    return found;
}

static PyMethodDef tree_methods[] = {
    {"lines", (PyCFunction)tree_lines, METH_VARARGS,
     "lines(pieces, texts, owners, anchors, images, kinds, white, depth)\n--\n\nReturn the lines, as "
     "layout.html_lines does; *images* are then those behind the last."},
    {"place", (PyCFunction)tree_place, METH_O,
     "place(element)\n--\n\nReturn which texts stand in it, as Pieces.place does."},
    {"select", (PyCFunction)tree_select, METH_VARARGS,
     "select(plan, first, any_case)\n--\n\nReturn the elements that selectors.plan_of finds, the first of them or "
     "all; None where Lexbor must be asked. With *any_case* names may be in any."},
    {"words", (PyCFunction)tree_words, METH_NOARGS,
     "words()\n--\n\nReturn the classes and ids in lower case, a line each; some more than once."},
    {NULL, NULL, 0, NULL},
};
static PyMemberDef tree_members[] = {
    {"styled", T_OBJECT_EX, offsetof(Tree, styled), READONLY, "Elements whose attributes may change how they show."},
    {NULL, 0, 0, 0, NULL},
};
static PyTypeObject tree_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "tearsheet.page._walk.Tree",
    .tp_doc = "The elements of a document in their order.",
    .tp_basicsize = sizeof(Tree),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = (destructor)tree_dealloc,
    .tp_methods = tree_methods,
    .tp_members = tree_members,
};

/* -- the guard ---------------------------------------------------------------------------------------------------- */

static int ends_name(unsigned char sign) { return is_white(sign) || sign == '/' || sign == '>'; }

/* Where the name of a formatting element that begins at *text* ends, and no longer name; NULL for none. */
static const unsigned char *after_formatting(const unsigned char *text, const unsigned char *end)
{
    static const char *const formatting[] = {"b", "i", "s", "u", "em", "tt", "big", "code", "font", "nobr", "small",
                                             "strong", "strike", NULL};
    if (text == end || strchr("bisuetcfn", lower(*text)) == NULL) /* most names begin with another letter */
        return NULL;
    for (int each = 0; formatting[each] != NULL; each++) {
        const unsigned char *name = (const unsigned char *)formatting[each];
        size_t size = strlen(formatting[each]);
        if ((size_t)(end - text) > size && same(text, name, size) && ends_name(text[size]))
            return text + size;
    }
    return NULL;
}

/* Whether a tag, whose name is *size* long and ends at *at*, is closed before the next tag. */
static int is_closed_at_once(const unsigned char *at, const unsigned char *end, size_t size)
{
    const unsigned char *name = at - size;
    for (unsigned char quote = 0; at < end && (*at != '>' || quote); at++) {
        if (*at == '<' || *at == '>')
            return 0;
        if (quote ? *at == quote : *at == '"' || *at == '\'')
            quote = quote ? 0 : *at;
    }
    at = at < end ? memchr(at, '<', (size_t)(end - at)) : NULL;
    if (at == NULL || (size_t)(end - at) < size + 3 || at[1] != '/')
        return 0;
    if (!same(at + 2, name, size))
        return 0;
    for (at += 2 + size; at < end && is_white(*at);)
        at++;
    return at < end && *at == '>';
}

static PyObject *formatting_tags(PyObject *Py_UNUSED(module), PyObject *data)
{
    char *start;
    Py_ssize_t size, count = 0;
    if (PyBytes_AsStringAndSize(data, &start, &size) < 0)
        return NULL;
    const unsigned char *at = (const unsigned char *)start, *end = at + size, *after;
    while ((at = at < end ? memchr(at, '<', (size_t)(end - at)) : NULL) != NULL)
        if ((after = after_formatting(++at, end)) != NULL)
            count += !is_closed_at_once(after, end, (size_t)(after - at));
    return PyLong_FromSsize_t(count);
}

/* Read *most* attributes from *at* on, as NAME, VALUE and GAP of defuse.py; return where they end. */
static const unsigned char *after_attributes(const unsigned char *at, const unsigned char *end, Py_ssize_t most,
                                             Py_ssize_t *count)
{
    for (*count = 0;; ++*count) {
        while (at < end && (is_white(*at) || *at == '/'))
            at++;
        if (*count == most || at == end || *at == '>')
            return at;
        at++;
        while (at < end && !ends_name(*at) && *at != '=')
            at++;
        const unsigned char *value = at;
        while (value < end && is_white(*value))
            value++;
        at = value;
        if (value == end || *value != '=')
            continue;
        while (++at < end && is_white(*at))
            ;
        if (at < end && (*at == '"' || *at == '\'')) {
            at = memchr(at + 1, *at, (size_t)(end - at - 1));
            at = at != NULL ? at + 1 : end;
        }
        else
            while (at < end && !is_white(*at) && *at != '>')
                at++;
    }
}

/* Whether in *from* to *end*, where there is no ">", a tag begins that has *least* attributes or more. */
static int holds_long_tag(const unsigned char *from, const unsigned char *end, Py_ssize_t least)
{
    Py_ssize_t count = 0;
    while (count < least && (from = memchr(from, '<', (size_t)(end - from))) != NULL)
        if (++from < end && lower(*from) >= 'a' && lower(*from) <= 'z') {
            while (from < end && !ends_name(*from)) /* a tag that begins in the name has no more attributes */
                from++;
            after_attributes(from, end, least, &count);
        }
    return count >= least;
}

static PyObject *tags(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *data, *found;
    Py_ssize_t stride, slack, few, many, count, all = 0;
    int failed = 0;
    if (!PyArg_ParseTuple(args, "Snnnn", &data, &stride, &slack, &few, &many) || (found = PyList_New(0)) == NULL)
        return NULL;
    const unsigned char *start = (const unsigned char *)PyBytes_AS_STRING(data), *end = start + PyBytes_GET_SIZE(data);
    const unsigned char *from, *close;
    /* In stretches whose count fits a byte: compilers add up 16 or more at once. */
    for (const unsigned char *at = start; at < end;) {
        unsigned char ends = 0;
        for (close = end - at > 128 ? at + 128 : end; at < close; at++)
            ends += *at == '>';
        all += ends;
    }
    for (const unsigned char *at = start; !failed && (at = memchr(at, '=', (size_t)(end - at))) != NULL;) {
        const unsigned char *value = at + 1;
        from = at++;
        while (value < end && is_white(*value))
            value++;
        if (value == end || (*value != '"' && *value != '\''))
            continue;
        close = memchr(value + 1, *value, (size_t)(end - value - 1));
        if (close == NULL || memchr(value, '>', (size_t)(close - value)) == NULL)
            continue;
        close = after_attributes(close + 1, end, PY_SSIZE_T_MAX, &count);
        if (count >= few)
            failed = append(found, Py_BuildValue("(nn)", from - start, close - start));
        at = count >= few ? close : at;
    }
    for (const unsigned char *at = start; !failed && end - at > stride; at = close + 1) {
        close = memchr(at + stride, '>', (size_t)(end - at - stride));
        close = close != NULL ? close : end;
        if (close - at <= stride + slack)
            continue;
        for (from = at + stride; from > start && from[-1] != '>';)
            from--;
        if (holds_long_tag(from, close, many))
            failed = append(found, Py_BuildValue("(nn)", from - start, close - start));
    }
    if (!failed)
        return Py_BuildValue("(nN)", all, found);
    Py_DECREF(found);
    return NULL;
}

/* -- setting up -------------------------------------------------------------------------------------------------- */

static PyObject *facts(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *object;
    unsigned long long address;
    if (!PyArg_ParseTuple(args, "OK", &object, &address))
        return NULL;
    const NodeObject *own = (const NodeObject *)object;
    if (Py_TYPE(object)->tp_basicsize != sizeof(NodeObject) || own->node == NULL || (uintptr_t)own->node != address)
        Py_RETURN_NONE;
    const Node *node = own->node;
    const Text *data = node->type == TEXT ? &((const CharacterData *)node)->data : NULL;
    return Py_BuildValue("(ONNNNNKy#)", own->parser, PyLong_FromVoidPtr(node->next), PyLong_FromVoidPtr(node->prev),
                         PyLong_FromVoidPtr(node->parent), PyLong_FromVoidPtr(node->first_child),
                         PyLong_FromVoidPtr(node->last_child), (unsigned long long)node->name,
                         data != NULL ? data->data : NULL, data != NULL ? (Py_ssize_t)data->length : 0);
}

static PyObject *configure(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *sample, *line, *given[3], *error, *tidies;
    Py_ssize_t text, anchor;
    if (!PyArg_ParseTuple(args, "OO!O!O!O!nnOO", &sample, &PyType_Type, &line, &PyBytes_Type, &given[0], &PyTuple_Type,
                          &given[1], &PyTuple_Type, &given[2], &text, &anchor, &error, &tidies))
        return NULL;
    uintptr_t *own_names[] = {&class_name, &id_name, &style_name};
    const Attribute *each = ((const Element *)((NodeObject *)sample)->node)->first;
    for (int name = 0; name < 3; name++, each = each->next) {
        if (each == NULL || each->node.name > LAST_OWN_NAME)
            goto unlike;
        *own_names[name] = each->node.name;
    }
    if (each == NULL || each->next == NULL || !is_named(each->node.name, "hidden")
        || !is_named(each->next->node.name, "aria-hidden"))
        goto unlike;
    for (int slot = 0; SLOTS[slot] != NULL; slot++) {
        PyObject *member = PyDict_GetItemString(((PyTypeObject *)line)->tp_dict, SLOTS[slot]);
        if (member == NULL || !Py_IS_TYPE(member, &PyMemberDescr_Type))
            goto unlike;
        slots[slot] = ((PyMemberDescrObject *)member)->d_member->offset;
    }
    text_tag = (uintptr_t)text;
    anchor_tag = (uintptr_t)anchor;
    PyObject **kept[] = {(PyObject **)&node_type, (PyObject **)&line_type, &kinds, &names, &landmarks, &too_deep, &tidied};
    PyObject *taken[] = {(PyObject *)Py_TYPE(sample), line, given[0], given[1], given[2], error, tidies};
    for (int one = 0; one < 7; one++)
        Py_XSETREF(*kept[one], Py_NewRef(taken[one]));
    Py_RETURN_NONE;
unlike:
    PyErr_SetString(PyExc_ValueError, "these are not the structures that the walk was written for");
    return NULL;
}

static PyMethodDef methods[] = {
    {"facts", facts, METH_VARARGS,
     "facts(node, mem_id)\n--\n\nReturn what stands in the structure of a node: its parser, five nodes beside it, "
     "its tag, its text; None where it is not at *mem_id*."},
    {"formatting_tags", formatting_tags, METH_O,
     "formatting_tags(data)\n--\n\nReturn how many start tags of formatting elements there are that are not closed "
     "before the next tag."},
    {"tags", tags, METH_VARARGS,
     "tags(data, stride, slack, few, many)\n--\n\nReturn how many \">\" there are, no more tags than that, and the "
     "spans of guard.py in which a tag may be long: from a value with a \">\" in it to the last of *few* attributes or "
     "more, and where no \">\" stands and a tag has *many*."},
    {"configure", configure, METH_VARARGS,
     "configure(sample, line, kinds, names, landmarks, text, anchor, too_deep, tidied)\n--\n\nTake what the walk "
     "goes by. *sample* has the attributes class, id, style, hidden and aria-hidden."},
    {"tree", make_tree, METH_O, "tree(root)\n--\n\nReturn the tree of a document's <html> element."},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, .m_name = "_walk", .m_doc = "The compiled walk.", .m_size = -1, .m_methods = methods,
};

PyMODINIT_FUNC PyInit__walk(void)
{
    if (PyType_Ready(&tree_type) < 0)
        return NULL;
    no_text = PyUnicode_InternFromString("");
    blank = PyUnicode_InternFromString(" ");
    next_cell = PyUnicode_FromStringAndSize("\0", 1);
    line_feed = PyUnicode_InternFromString("\n");
    tag_attribute = PyUnicode_InternFromString("tag");
    none_yet = PyTuple_New(0);
    seed = blank != NULL ? (uint32_t)PyObject_Hash(blank) : 0;
    if (!no_text || !blank || !next_cell || !line_feed || !tag_attribute || !none_yet)
        return NULL;
    return PyModule_Create(&module);
}

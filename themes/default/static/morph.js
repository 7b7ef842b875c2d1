// Makes a part of a page like a fresh one, by changing what is different: what stays the same keeps its place and its look. Parts with
// a data-key are known again by it wherever they went.
const morph = (() => {
  "use strict";

  const hasText = element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  const keyOf = element => element.dataset.key || "";

  function morph(old, fresh) {
    if (old.isEqualNode(fresh)) return;
    copyAttributes(old, fresh);
    if (!old.children.length || !fresh.children.length || hasText(fresh) || hasText(old)) {
      old.replaceChildren(...[...fresh.childNodes].map(node => document.importNode(node, true)));
    } else {
      morphChildren(old, fresh);
    }
  }

  function copyAttributes(old, fresh) {
    for (const { name } of [...old.attributes]) {
      if (!fresh.hasAttribute(name)) old.removeAttribute(name);
    }
    for (const { name, value } of fresh.attributes) {
      if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
  }

  function morphChildren(old, fresh) {
    const known = new Map([...old.children].filter(keyOf).map(child => [keyOf(child), child]));
    let at = old.firstElementChild;
    for (const next of fresh.children) {
      const key = keyOf(next);
      const same = key ? known.get(key) : at && !keyOf(at) && at.localName === next.localName ? at : null;
      if (!same) {
        old.insertBefore(document.importNode(next, true), at);
      } else {
        if (same === at) at = at.nextElementSibling;
        else old.insertBefore(same, at);
        morph(same, next);
      }
    }
    while (at) {
      const gone = at;
      at = at.nextElementSibling;
      gone.remove();
    }
  }

  return morph;
})();

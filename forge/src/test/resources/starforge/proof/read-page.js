// Reads a page as the browser does, without running or loading anything of it. Takes [html, address].
([html, address]) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const harm = [];
  const links = new Map();
  const known = new Set(
    ("html head meta title link script body header footer main nav section article aside div span p a h1 h2 h3 h4 h5 h6"
      + " ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td form fieldset legend label input button"
      + " select optgroup option textarea datalist output details summary img svg use path circle line g rect polyline text desc"
      + " time b i em strong small code pre kbd samp var sub sup del ins s u q cite abbr mark hr br wbr blockquote figure"
      + " figcaption template search menu dialog meter progress bdi bdo tt dfn").split(" "));
  const addresses = /^(href|src|action|formaction|poster|data|cite|background|xlink:href|ping|manifest|srcset)$/;
  const schemes = /^(https?|mailto):/i;
  const resolve = value => {
    try {
      return new URL(value, address).href;
    } catch (e) {
      harm.push("no address: " + value);
      return "";
    }
  };

  const checkAttribute = (element, {name, value}) => {
    const where = `<${element.localName} ${name}="${value.slice(0, 80)}">`;
    if (/^on|^style$|^srcdoc$|^ping$|^http-equiv$|^formaction$/i.test(name)) harm.push(where);
    if (!/^[a-zA-Z][a-zA-Z:-]*[0-9]*$/.test(name)) harm.push("attribute " + name);
    if (!addresses.test(name)) return;
    const plain = value.replace(/[\u0000-\u0020]/g, "");
    if (/^[a-z][a-z0-9+.-]*:/i.test(plain) && !schemes.test(plain)) harm.push(where);
  };

  const checkElement = element => {
    const tag = element.localName;
    if (!known.has(tag)) harm.push(`<${tag}>`);
    if (tag === "script" && (!element.getAttribute("src") || element.textContent.trim())) harm.push("inline script");
    for (const attribute of element.attributes) checkAttribute(element, attribute);
  };

  const follow = (element, name) => {
    const value = element.getAttribute(name);
    if (value.startsWith("#")) {
      const id = decodeURIComponent(value.slice(1));
      if (id && id !== "top" && !page.getElementById(id) && !element.closest(".sf-md")) harm.push("no anchor " + value);
      return;
    }
    const loads = !element.matches("a");
    const link = {address: resolve(value), loads, written: !!element.closest(".sf-md")};
    links.set(JSON.stringify(link), link);
  };

  const fields = form => [...form.elements].filter(e => e.name).map(e => ({
    name: e.name,
    type: e.type,
    value: e.value,
    sent: !e.disabled && (/^(checkbox|radio)$/.test(e.type) ? e.checked : e.type !== "submit"),
  }));

  page.querySelectorAll("*").forEach(checkElement);
  page.querySelectorAll("a[href], link[href], use[href]").forEach(e => follow(e, "href"));
  page.querySelectorAll("img[src], script[src]").forEach(e => follow(e, "src"));
  const ids = new Set();
  for (const {id} of page.querySelectorAll("[id]")) {
    if (ids.has(id)) harm.push("two elements with the id " + id);
    ids.add(id);
  }
  // An option is a box of its own: what turns in it turns nothing else, and its text is its value.
  const turning = /[\u202a-\u202e\u2066-\u2069]/;
  for (const element of page.querySelectorAll(":not(.sf-md *, option)")) {
    const own = [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data);
    const values = ["title", "alt", "aria-label", "placeholder"].map(name => element.getAttribute(name) || "");
    if (own.concat(values).some(text => turning.test(text))) harm.push(`turned text in <${element.localName} class="${element.className}">`);
  }

  return JSON.stringify({
    title: page.title,
    lang: page.documentElement.lang,
    headings: page.querySelectorAll("h1:not(.sf-md *)").length,
    harm,
    links: [...links.values()],
    forms: [...page.forms].map(form => ({
      method: form.getAttribute("method") || "get",
      action: resolve(form.getAttribute("action") || address),
      fields: fields(form),
    })),
  });
}

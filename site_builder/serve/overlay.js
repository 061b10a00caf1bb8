// A plugin of livereload.js: says by digests what this page shows, and shows the faults of the content.
"use strict";
(() => {
  const { page, styles } = document.currentScript.dataset;
  const STYLES = `
    :host { all: initial; position: fixed; inset: 0; z-index: 2147483647; overflow: auto;
      background: rgb(20 20 20 / 92%); color: #f4f1ea; font: 1rem/1.5 system-ui, sans-serif; }
    main { max-width: 62rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
    h1 { font: 600 1.25rem/1.3 system-ui, sans-serif; margin: 0 0 .25rem; }
    p { margin: 0 0 1.5rem; color: #cfc9bd; }
    li { list-style: none; margin: 0 0 1.5rem; padding: .75rem 0 0 1rem; border-left: 4px solid #ff8a65; }
    ol { margin: 0; padding: 0; }
    a { color: #9ecbff; }
    strong { display: block; font-weight: 600; }
    pre { margin: .5rem 0; padding: .75rem; background: #000; color: #f4f1ea; overflow: auto;
      font: .875rem/1.5 ui-monospace, monospace; }
    em { font-style: normal; color: #cfc9bd; }
    button { float: right; font: inherit; padding: .35rem .8rem; background: none; color: inherit;
      border: 1px solid currentcolor; cursor: pointer; }`;
  let host = null;

  const element = (name, text, attributes = {}) =>
    Object.assign(document.createElement(name), { textContent: text }, attributes);

  function entry(fault) {
    const item = element("li", "", { className: fault.severity });
    if (fault.file) {
      const place = `${fault.file}:${fault.line}:${fault.column}`;
      item.append(element("a", place, { href: fault.editor }), ` ${fault.severity}[${fault.code}]`);
    }
    item.append(element("strong", fault.message));
    const lines = [];
    if (fault.source_line) {
      lines.push(fault.source_line, `${" ".repeat(fault.column - 1)}^`);
    }
    lines.push(...fault.notes);
    if (lines.length) item.append(element("pre", lines.join("\n")));
    if (fault.hint) item.append(element("em", `hint: ${fault.hint}`));
    return item;
  }

  function hide() {
    host?.remove();
    host = null;
  }

  function show(faults) {
    hide();
    if (!faults.length) return;
    host = document.createElement("div");
    host.id = "site-builder_faults";
    const shadow = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    shadow.adoptedStyleSheets = [sheet];
    const main = element("main", "", { lang: "en" });
    main.setAttribute("role", "alert");
    const list = document.createElement("ol");
    list.append(...faults.map(entry));
    const close = element("button", "Hide", { type: "button", onclick: hide });
    const title = element("h1", faults.length === 1 ? "1 error" : `${faults.length} errors`);
    main.append(close, title, element("p", "The site stays as it was until this is mended."), list);
    shadow.append(main);
    document.documentElement.append(host);
  }

  window.LiveReloadPluginSiteBuilder = class {
    static identifier = "site-builder";
    static version = "1";
    analyze() {
      return { page, styles };
    }
    reload(path, options) {
      if (path !== "site-builder:diagnostics") return false;
      show(JSON.parse(options.originalPath));
      return true;
    }
  };
})();

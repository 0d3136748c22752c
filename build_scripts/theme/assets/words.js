// Words as search compares them, in its worker and on the page that a result leads to. One file, because each file is a
// request. Marks around a word don't count, apostrophes are all the same, and a figure is its digits: 10,000 is 10000.
function pxWords() {
  const APOSTROPHES = "'’‘‛′＇`´ʻʼ";
  // The class of all characters but letters, marks and digits. It lists them, because Material compiles the separator
  // without the flag that \p needs. Halves of a character and joiners belong to the word around them.
  const isOfWord = (character) =>
    /[\p{L}\p{M}\p{N}\p{Cs}\u200c\u200d]/u.test(character) && !APOSTROPHES.includes(character);
  const hex = (code) => `\\u${code.toString(16).padStart(4, "0")}`;
  let others = "";
  for (let code = 0, start = -1; code <= 0x10000; code++) {
    const isOther = code < 0x10000 && !isOfWord(String.fromCharCode(code));
    if (isOther && start < 0) start = code;
    if (isOther || start < 0) continue;
    others += `${hex(start)}-${hex(code - 1)}`;
    start = -1;
  }
  const letter = `[^${others}]`;

  // What joins two parts to one word: an apostrophe or a full stop between letters, a comma between digits, a space
  // before three digits that doesn't break. Other spaces do so only where the digits begin with 0, as no number does.
  const joint = [
    `(?<=${letter})[.${APOSTROPHES}](?=${letter})`,
    "(?<=\\d),(?=\\d)",
    "(?<=(?<!\\d)\\d{1,3})[\\u00a0\\u2007\\u2009\\u202f](?=\\d{3}(?!\\d))",
    "(?<=(?<![\\d.,])\\d{1,3}) (?=(?:\\d{3} )*0\\d\\d(?!\\d))",
  ].join("|");
  const between = `(?!${joint})[${others}]`;
  const word = new RegExp(`(?:${letter}|${joint})+`, "g");
  const apostrophe = new RegExp(`[${APOSTROPHES}]`, "g");

  const FIGURE = /^(?:\d+|\d{1,3}([,'\s])\d{3}(?:\1\d{3})*)(?:\.\d+)?$/;
  const isFigure = (form) => FIGURE.test(form);
  const digitsOf = (figure) => figure.replace(/[,'\s]/g, "");

  // The forms by which a word of a text is found; a typed word is compared by the first.
  const formsOf = (token) => {
    const form = token.toLowerCase().replace(apostrophe, "'").replace(/'s$/, "");
    if (/^\p{L}+$/u.test(form)) return [form];
    if (isFigure(form)) return [digitsOf(form)];
    if (/\s/.test(form)) return form.split(/\s/).flatMap(formsOf);
    const parts = form
      .split(/(?<=\d)(?=\p{L})/u)
      .flatMap((part) => (isFigure(part) ? digitsOf(part) : part.split(/[.,']/)))
      .filter((part) => part.length > 1 || /\d/.test(part));
    return [...new Set([form, ...parts])];
  };

  // A typed query as Material takes it: lunr's, in which a word matches all that begin like it. A figure may be typed with
  // spaces; it gets a weight, the only way to match it whole.
  const queryOf = (typed) =>
    typed
      .replace(/[“”„‟«»]/g, '"')
      .replace(/(?<!\b(?:title|text|tags)):/g, " ")
      .replace(/(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d)/g, (figure) => figure.replaceAll(" ", "\u00a0"))
      .replace(new RegExp(`(?<=${letter})(?:(?![*~^:"\\s])${between})+(?=${letter})`, "g"), " ")
      .replace(word, (token, at, all) => {
        const [form] = formsOf(token);
        const isModified = /[~^]/.test(all.charAt(at - 1)) || /[*~^]/.test(all.charAt(at + token.length));
        return isFigure(form) && !isModified ? `${form}^1` : form;
      });

  // The spans of a text's words that match any of the typed words.
  const find = (text, typed) => {
    const wanted = (typed.match(word) ?? []).map((token) => formsOf(token)[0]);
    const matches = (form) => wanted.some((want) => (isFigure(want) ? form === want : form.startsWith(want)));
    return [...text.matchAll(word)]
      .filter(([token]) => formsOf(token).some(matches))
      .map(({ 0: token, index }) => [index, index + token.length]);
  };

  return { separator: `(?:&(?:amp|lt|gt);|${between})+`, formsOf, queryOf, find };
}

// The search's worker: Material's own, with words compared in this way. The page names Material's file after "#", because
// its name changes with each version.
if (typeof importScripts === "function") {
  const words = pxWords();

  // Before Material gets a message: the index divides texts by our separator, and a query is rewritten for lunr.
  addEventListener("message", ({ data: message }) => {
    if (typeof message.data === "string") {
      message.data = words.queryOf(message.data);
      return;
    }
    message.data.config.separator = words.separator;
    message.data.config.pipeline = ["trimmer", ...message.data.config.pipeline];
  });

  // Before the page gets results: each address names the words found, which search.js marks on arrival.
  const post = self.postMessage.bind(self);
  self.postMessage = (message) => {
    for (const result of message.data?.items?.flat() ?? []) {
      const [page, ...anchor] = result.location.split(/(?=#)/);
      const found = Object.keys(result.terms).filter((term) => result.terms[term]);
      result.location = `${page}?${new URLSearchParams({ h: found.join(" ") })}${anchor.join("")}`;
    }
    post(message);
  };

  importScripts(`javascripts/workers/${location.hash.slice(1)}`);

  // In place of lunr's trimmer, which cuts off all but a-z, 0-9 and _: a word is found by its forms.
  lunr.trimmer = (token) => words.formsOf(token.toString()).map((form) => token.clone(() => form));
  lunr.Pipeline.registerFunction(lunr.trimmer, "formsOfWord");
}

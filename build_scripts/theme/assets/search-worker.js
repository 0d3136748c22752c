// The search's worker: Material's own, with words compared as words.js does. The page names Material's file after "#",
// because its name changes with each version.
importScripts("words.js");
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

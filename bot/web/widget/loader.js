/** One tag on a shop's page: brings the chat's parts, all at once, from where this script came from. */
(() => {
  const here = document.currentScript.src;
  const parts = "{parts}".split(" ").map((part) => new URL("{folder}" + part, here).href);
  for (const part of parts) {
    const link = document.createElement("link");
    const isModule = part.endsWith(".js");
    link.rel = isModule ? "modulepreload" : "preload";
    if (!isModule) link.as = "fetch";
    link.crossOrigin = "anonymous";
    link.href = part;
    document.head.append(link);
  }
  // Who is quicker than the parts is served as soon as they are there.
  let opener;
  const note = ({ target }) => (opener = target.closest?.("[data-loupe-open]") ?? opener);
  document.addEventListener("click", note);
  import(parts.find((part) => part.endsWith("/element.js")))
    .then(() => opener?.click())
    .catch((error) => console.warn(`Loupe's chat could not be loaded: ${error.message}`))
    .finally(() => document.removeEventListener("click", note));
})();

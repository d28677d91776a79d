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
  const element = parts.find((part) => part.endsWith("/element.js"));
  import(element).catch((error) => console.warn(`Loupe's chat could not be loaded: ${error.message}`));
})();

/** The page that shows how to embed the chat: what is chosen goes to the preview, the tag and the policy. */

const form = document.querySelector(".controls");
const chat = document.querySelector("loupe-chat");
const tag = document.querySelector("#tag");
const script = new URL("widget.js", document.baseURI);
let colored = false;

/** Write the attributes that were chosen, in the order of the controls. */
function readAttributes() {
  return [...new FormData(form)].filter(([name, value]) => value && (name !== "color" || colored));
}

function show() {
  const attributes = readAttributes();
  for (const { name } of form.elements) {
    if (!name) continue;
    const value = attributes.find(([given]) => given === name)?.[1] ?? null;
    if (value === chat.getAttribute(name)) continue;
    if (value === null) chat.removeAttribute(name);
    else chat.setAttribute(name, value);
  }
  const written = attributes.map(
    ([name, value]) => `${name}="${value.replace(/&/g, "&amp;").replace(/"/g, "&quot;")}"`,
  );
  tag.textContent = `<script src="${script}" async></script>\n<loupe-chat ${written.join(" ")}></loupe-chat>`;
}

form.addEventListener("input", ({ target }) => {
  colored ||= target.name === "color";
  show();
});
form.addEventListener("reset", () => {
  colored = false;
  requestAnimationFrame(show);
});
document.querySelector("#take").addEventListener("click", async () => {
  await navigator.clipboard.writeText(tag.textContent);
  document.querySelector("#taken").textContent = "Copied.";
});
document.querySelector("#policy").textContent = [
  `script-src ${script.origin}`,
  `connect-src ${script.origin}`,
  "img-src blob:",
].join(";\n");
show();

import { render } from "preact";
import { Page } from "./page.tsx";
import { createStore } from "./store.ts";
import { vscodeApi } from "./vscode-api.ts";

const root = document.getElementById("root");
if (root) render(<Page store={createStore(vscodeApi())} />, root);

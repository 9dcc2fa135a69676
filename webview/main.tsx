import { render } from "preact";
import { scaleCharts } from "./chart-scale.ts";
import { Page } from "./page.tsx";
import { createStore } from "./store.ts";
import { followTextSize } from "./text-size.ts";
import { vscodeApi } from "./vscode-api.ts";

followTextSize();
scaleCharts();
const root = document.getElementById("root");
if (root) render(<Page store={createStore(vscodeApi())} />, root);

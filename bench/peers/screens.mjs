// What everybody who is measured is told at the start: where Slack's stand-in is, and the messages to answer with.
import { readFileSync } from "node:fs";

export const [stub, path] = process.argv.slice(2);
export const screens = JSON.parse(readFileSync(path, "utf8"));

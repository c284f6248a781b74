// Vercel's Chat SDK as its documentation mounts it. It cannot answer in the acknowledgement, so it answers by the Web API;
// the response waits for that, so that "answered" means the same for everybody who is measured.
import { createServer } from "node:http";
import { createSlackAdapter } from "@chat-adapter/slack";
import { createMemoryState } from "@chat-adapter/state-memory";
import { Chat } from "chat";
import { screens, stub } from "./screens.mjs";

const bot = new Chat({
  userName: "regiolijn",
  logger: "silent",
  state: createMemoryState(),
  adapters: {
    slack: createSlackAdapter({
      apiUrl: `${stub}/api/`,
      botToken: screens.token,
      botUserId: "U0BOT",
      signingSecret: screens.secret,
    }),
  },
});
bot.onSlashCommand("/knelpunt", (event) =>
  event.channel.postEphemeral(event.user, { raw: screens.help.text }, { fallbackToDM: false }),
);

const server = createServer(async (asked, answer) => {
  const parts = [];
  for await (const part of asked) parts.push(part);
  const request = new Request(`http://localhost${asked.url}`, {
    method: "POST",
    headers: asked.headers,
    body: Buffer.concat(parts),
  });
  const tasks = [];
  const response = await bot.webhooks.slack(request, { waitUntil: (task) => tasks.push(task) });
  await Promise.all(tasks);
  const body = Buffer.from(await response.arrayBuffer());
  answer.writeHead(response.status, { "content-length": body.length }).end(body);
});
server.listen(0, "127.0.0.1", () => console.log(`127.0.0.1:${server.address().port}`));

// Bolt for JavaScript, answering in the acknowledgement.
import bolt from "@slack/bolt";
import { screens, stub } from "./screens.mjs";

const app = new bolt.App({
  clientOptions: { slackApiUrl: `${stub}/api/` },
  endpoints: "/slack/events",
  logLevel: bolt.LogLevel.ERROR,
  processBeforeResponse: true,
  signingSecret: screens.secret,
  token: screens.token,
});
app.command("/knelpunt", ({ ack }) => ack({ response_type: "ephemeral", ...screens.help }));

const server = await app.start({ port: 0, host: "127.0.0.1" });
console.log(`127.0.0.1:${server.address().port}`);

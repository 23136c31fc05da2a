// The official TypeScript SDK as a client: does what an agent does, and fails where an answer is wrong.
// Usage: client.mjs http URL | client.mjs stdio COMMAND ARGUMENT...
import assert from "node:assert/strict";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import {
  ResourceUpdatedNotificationSchema,
  ToolListChangedNotificationSchema,
} from "@modelcontextprotocol/sdk/types.js";

const [kind, first, ...rest] = process.argv.slice(2);
const transport =
  kind === "http"
    ? new StreamableHTTPClientTransport(new URL(first))
    : new StdioClientTransport({ command: first, args: rest });
const client = new Client({ name: "test", version: "1.0.0" });

function once(schema) {
  return new Promise((resolve) => client.setNotificationHandler(schema, resolve));
}

async function step(name, work) {
  await work();
  console.log("done: " + name);
}

await step("connect", async () => {
  await client.connect(transport);
  assert.equal(client.getServerVersion().name, "example");
  assert.equal(client.getInstructions(), "For tests.");
  await client.ping();
});
await step("list", async () => {
  const { tools } = await client.listTools();
  assert.equal(tools.find((tool) => tool.name === "echo")._meta["anthropic/alwaysLoad"], true);
  assert.equal((await client.listResources()).resources.length, 3);
  assert.equal((await client.listResourceTemplates()).resourceTemplates.length, 1);
  assert.equal((await client.listPrompts()).prompts.length, 4);
});
await step("call", async () => {
  const answer = await client.callTool({ name: "echo", arguments: { text: "grüße 🚣" } });
  assert.deepEqual(answer.structuredContent, { text: "grüße 🚣" });
  assert.deepEqual(JSON.parse(answer.content[0].text), { text: "grüße 🚣" });
});
await step("fail", async () => {
  const answer = await client.callTool({ name: "test_error_handling" });
  assert.equal(answer.isError, true);
  await assert.rejects(client.callTool({ name: "ecko" }), /did you mean "echo"/);
  await assert.rejects(client.callTool({ name: "fail" }), { code: -32603 });
});
await step("progress", async () => {
  // The SDK forgets who listens as soon as the answer is there, and reads several lines at once: so
  // the answer is held back until the progress was seen.
  const seen = [];
  await client.callTool({ name: "stroll" }, undefined, {
    onprogress: (progress) => {
      seen.push(progress.progress);
      if (progress.progress === 50) {
        client.callTool({ name: "nudge" });
      }
    },
  });
  assert.deepEqual(seen, [0, 50]);
});
await step("subscribe", async () => {
  const uri = "test://watched-resource";
  const updated = once(ResourceUpdatedNotificationSchema);
  const listed = once(ToolListChangedNotificationSchema);
  await client.subscribeResource({ uri });
  await client.callTool({ name: "touch" });
  assert.equal((await updated).params.uri, uri);
  await client.callTool({ name: "test_trigger_tool_change" });
  await listed;
  await client.unsubscribeResource({ uri });
  await assert.rejects(client.subscribeResource({ uri: "test://nothing" }), { code: -32002 });
});
await step("cancel", async () => {
  const abort = new AbortController();
  const call = client.callTool({ name: "wait" }, undefined, {
    signal: abort.signal,
    onprogress: () => abort.abort("enough"),
  });
  await assert.rejects(call, /enough/);
  const answer = await client.callTool({ name: "interruption" });
  assert.equal(answer.isError, undefined);
});
await step("prompt", async () => {
  const { messages } = await client.getPrompt({
    name: "test_prompt_with_arguments",
    arguments: { arg1: "a", arg2: "b" },
  });
  assert.match(messages[0].content.text, /arg1=a/);
  await assert.rejects(client.getPrompt({ name: "test_prompt_with_arguments" }), { code: -32602 });
});
await step("end", async () => {
  if (kind === "http") {
    await transport.terminateSession();
  }
  await client.close();
});

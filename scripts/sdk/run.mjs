// The official SDKs for JavaScript against a running Aimux: `node run.mjs URL MODEL...`, such as
// `node run.mjs http://127.0.0.1:8080 one/demo two/demo`. Every check runs with every model, so that providers of all
// dialects have their turn. Ends with `N passed, N failed`.
import assert from "node:assert/strict";
import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";

const [url, ...models] = process.argv.slice(2);
if (!url || models.length === 0) {
  console.error("usage: node run.mjs URL MODEL...");
  process.exit(2);
}

const openai = new OpenAI({ baseURL: `${url}/v1`, apiKey: "fake-key-of-the-caller", maxRetries: 0 });
const anthropic = new Anthropic({ baseURL: url, apiKey: "fake-key-of-the-caller", maxRetries: 0 });
const greeting = /^Hello from the simulated provider/;
const schema = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
const weather = { name: "get_weather", description: "The weather of a city." };
const question = "Use get_weather for Bern.";
const picture = "iVBORw0KGgo=";

const checks = {
  async "chat answers"(model) {
    const answer = await openai.chat.completions.create({ model, messages: [{ role: "user", content: "Hello" }] });
    assert.match(answer.choices[0].message.content, greeting);
    assert.equal(answer.choices[0].finish_reason, "stop");
    assert.equal(answer.usage.total_tokens, answer.usage.prompt_tokens + answer.usage.completion_tokens);
  },

  async "chat streams"(model) {
    const stream = await openai.chat.completions.create({
      model,
      messages: [{ role: "user", content: "Hello" }],
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = "";
    let finish;
    let usage;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? "";
      finish = chunk.choices[0]?.finish_reason ?? finish;
      usage = chunk.usage ?? usage;
    }
    assert.match(text, greeting);
    assert.equal(finish, "stop");
    assert.ok(usage.completion_tokens > 0);
  },

  async "chat calls a tool"(model) {
    const tools = [{ type: "function", function: { ...weather, parameters: schema } }];
    const messages = [{ role: "user", content: question }];
    const first = await openai.chat.completions.stream({ model, messages, tools }).finalChatCompletion();
    const [call] = first.choices[0].message.tool_calls;
    assert.equal(first.choices[0].finish_reason, "tool_calls");
    assert.equal(call.function.name, weather.name);
    assert.ok("city" in JSON.parse(call.function.arguments));
    messages.push(
      { role: "assistant", content: null, tool_calls: first.choices[0].message.tool_calls },
      { role: "tool", tool_call_id: call.id, content: "21 degrees" },
    );
    const second = await openai.chat.completions.create({ model, messages, tools });
    assert.match(second.choices[0].message.content, greeting);
  },

  async "chat sees a picture"(model) {
    const content = [
      { type: "text", text: "What is this?" },
      { type: "image_url", image_url: { url: `data:image/png;base64,${picture}` } },
    ];
    const answer = await openai.chat.completions.create({ model, messages: [{ role: "user", content }] });
    assert.match(answer.choices[0].message.content, greeting);
  },

  async "responses answer"(model) {
    const answer = await openai.responses.create({ model, input: "Hello", instructions: "Be brief." });
    assert.match(answer.output_text, greeting);
    assert.equal(answer.status, "completed");
    assert.ok(answer.usage.output_tokens > 0);
  },

  async "responses stream"(model) {
    let text = "";
    const stream = openai.responses.stream({ model, input: "Hello" });
    for await (const event of stream) {
      text += event.type === "response.output_text.delta" ? event.delta : "";
    }
    const answer = await stream.finalResponse();
    assert.match(text, greeting);
    assert.equal(answer.output_text, text);
  },

  async "responses call a tool"(model) {
    const tools = [{ type: "function", ...weather, parameters: schema, strict: false }];
    const input = [{ role: "user", content: question }];
    const first = await openai.responses.stream({ model, input, tools }).finalResponse();
    const call = first.output.find((item) => item.type === "function_call");
    assert.equal(call.name, weather.name);
    assert.ok("city" in JSON.parse(call.arguments));
    input.push(
      { type: "function_call", call_id: call.call_id, name: call.name, arguments: call.arguments },
      { type: "function_call_output", call_id: call.call_id, output: "21 degrees" },
    );
    const second = await openai.responses.create({ model, input, tools });
    assert.match(second.output_text, greeting);
  },

  async "messages answer"(model) {
    const messages = [{ role: "user", content: "Hello" }];
    const answer = await anthropic.messages.create({ model, max_tokens: 1000, system: "Be brief.", messages });
    assert.match(answer.content[0].text, greeting);
    assert.equal(answer.stop_reason, "end_turn");
    assert.ok(answer.usage.input_tokens > 0);
  },

  async "messages stream"(model) {
    let text = "";
    const messages = [{ role: "user", content: "Hello" }];
    const stream = anthropic.messages.stream({ model, max_tokens: 1000, messages });
    stream.on("text", (piece) => (text += piece));
    const answer = await stream.finalMessage();
    assert.match(text, greeting);
    assert.equal(answer.content[0].text, text);
    assert.equal(answer.stop_reason, "end_turn");
  },

  async "messages call a tool"(model) {
    const tools = [{ ...weather, input_schema: schema }];
    const messages = [{ role: "user", content: question }];
    const first = await anthropic.messages.stream({ model, max_tokens: 1000, messages, tools }).finalMessage();
    const call = first.content.find((block) => block.type === "tool_use");
    assert.equal(first.stop_reason, "tool_use");
    assert.equal(call.name, weather.name);
    assert.ok("city" in call.input);
    messages.push(
      { role: "assistant", content: [{ type: "tool_use", id: call.id, name: call.name, input: call.input }] },
      { role: "user", content: [{ type: "tool_result", tool_use_id: call.id, content: "no such city", is_error: true }] },
    );
    const second = await anthropic.messages.create({ model, max_tokens: 1000, messages, tools });
    assert.match(second.content[0].text, greeting);
  },

  async "tokens are counted"(model) {
    const count = await anthropic.messages.countTokens({ model, messages: [{ role: "user", content: "Hello" }] });
    assert.ok(count.input_tokens > 0);
  },

  async "a contradiction is a 400 in the words of each protocol"(model) {
    const tools = [{ type: "function", function: { ...weather, parameters: schema } }];
    const asked = { model, messages: [{ role: "user", content: "Hello" }] };
    await assert.rejects(
      openai.chat.completions.create({
        ...asked,
        tools,
        tool_choice: { type: "function", function: { name: "absent" } },
      }),
      (error) => error instanceof OpenAI.BadRequestError && error.message.includes("absent"),
    );
    await assert.rejects(
      anthropic.messages.create({
        ...asked,
        max_tokens: 1000,
        tools: [{ ...weather, input_schema: schema }],
        tool_choice: { type: "tool", name: "absent" },
      }),
      (error) => error instanceof Anthropic.BadRequestError && error.message.includes("absent"),
    );
  },
};

const once = {
  async "models are listed to both"() {
    const ofOpenai = [];
    for await (const model of openai.models.list()) {
      ofOpenai.push(model.id);
    }
    const ofAnthropic = [];
    for await (const model of anthropic.models.list()) {
      ofAnthropic.push(model.id);
    }
    assert.ok(ofOpenai.includes("demo"));
    assert.deepEqual(ofAnthropic.sort(), ofOpenai.sort());
  },

  async "embeddings are the same in base64 and as floats"() {
    const asked = { model: `${models[0].split("/")[0]}/demo-embedding`, input: ["one", "two"] };
    const packed = await openai.embeddings.create(asked); // the SDK asks for base64 by itself
    const plain = await openai.embeddings.create({ ...asked, encoding_format: "float" });
    assert.equal(packed.data.length, 2);
    assert.deepEqual(
      packed.data.map((vector) => [...new Float32Array(vector.embedding)]),
      plain.data.map((vector) => [...new Float32Array(vector.embedding)]),
    );
  },

  async "a model that nobody serves is a 404 in the words of each protocol"() {
    const asked = { model: "nobody-serves-it", messages: [{ role: "user", content: "Hello" }] };
    await assert.rejects(openai.chat.completions.create(asked), OpenAI.NotFoundError);
    await assert.rejects(anthropic.messages.create({ ...asked, max_tokens: 1 }), Anthropic.NotFoundError);
  },
};

let passed = 0;
let failed = 0;

async function run(name, check) {
  try {
    await check();
    passed++;
  } catch (error) {
    failed++;
    console.log(`FAILED: ${name}\n${error?.stack ?? error}`);
  }
}

for (const [name, check] of Object.entries(checks)) {
  for (const model of models) {
    await run(`${name} (${model})`, () => check(model));
  }
}
for (const [name, check] of Object.entries(once)) {
  await run(name, check);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

// Calls the official JavaScript SDK once and prints the result as one line of JSON.
//
// Usage: node sdk_driver.mjs '{"key", "client": {…}, "model", "input": {…}, "run": {…}, "secondsPerRequest",
//                              "package", "method"}'
// "package" is the version of the SDK, as package.json names it; "method" is run, runNoThrow or
// upload. An upload sends the file "file" and returns its URL in "outputs".
// Prints {"outputs": […], "files": [{"status", "type", "bytes"}]}, with "detail" if the SDK returns one,
// or {"error": "…", "name": "…"}.
import {readFile} from 'node:fs/promises';
import {basename} from 'node:path';

const call = JSON.parse(process.argv[2]);

// The SDK prints its retries to standard output, which must contain only the result.
console.log = console.error;

// Advances this process's clock with each request, so that a timeout of the SDK is reached without
// waiting.
if (call.secondsPerRequest) {
  const {fetch: realFetch} = globalThis;
  const realNow = Date.now;
  let requests = 0;
  globalThis.fetch = (...request) => {
    requests += 1;
    return realFetch(...request);
  };
  Date.now = () => realNow() + requests * call.secondsPerRequest * 1000;
}

async function fetchFile(url) {
  const response = await fetch(url);
  const bytes = (await response.arrayBuffer()).byteLength;
  return {status: response.status, type: response.headers.get('content-type'), bytes};
}

// The first version accepts a browser's File.
async function upload(sdk) {
  if (!sdk.WaveSpeed) return new sdk.Client(call.key, call.client).upload(call.file);
  const file = new Blob([await readFile(call.file)]);
  return new sdk.WaveSpeed(call.key, call.client).upload(file, {filename: basename(call.file)});
}

// The first version has another class, and returns the task itself.
async function run() {
  const sdk = await import(call.package ?? 'wavespeed');
  if (call.method === 'upload') return {outputs: [await upload(sdk)]};
  if (!sdk.WaveSpeed) return new sdk.Client(call.key, call.client)[call.method ?? 'run'](call.model, call.input, call.run);
  const {outputs, id, status, error} = await new sdk.WaveSpeed(call.key, call.client).run(call.model, call.input);
  return {outputs, detail: {taskId: id, status, error}};
}

// Replaces an error object by its message.
function plain(detail) {
  const {error} = detail ?? {};
  return error instanceof Error ? {...detail, error: error.message, errorName: error.name} : detail;
}

let answer;
try {
  const {outputs, detail} = await run();
  answer = {outputs, files: await Promise.all((outputs ?? []).map(fetchFile)), detail: plain(detail)};
} catch (error) {
  answer = {error: error.message, name: error.name};
}
process.stdout.write(JSON.stringify(answer) + '\n');

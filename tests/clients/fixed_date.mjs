// Loaded before a client (node --import): fixes the time at the mock's, for clients that request
// "the last 24 hours".
const now = Date.parse('2026-01-01T00:00:10Z');

globalThis.Date = class extends Date {
  constructor(...given) {
    super(...(given.length > 0 ? given : [now]));
  }
  static now() {
    return now;
  }
};

// Somebody on this machine whom the program calls: remembers what was posted, and answers as the test says.
import { createServer } from "node:http";

const read = async (request) => {
  let body = "";
  for await (const part of request) body += part;
  return body;
};

// `answer` takes {url, form, signature} and gives the body to answer with: text, or a value that becomes JSON.
export async function startListener(answer = () => "") {
  const posts = [];
  const waiting = [];
  const server = createServer(async (request, response) => {
    const form = Object.fromEntries(new URLSearchParams(await read(request)));
    const post = { url: request.url, form, signature: request.headers["x-twilio-signature"] };
    const said = answer(post);
    const isText = typeof said === "string";
    response.writeHead(200, { "Content-Type": isText ? "text/plain" : "application/json" });
    response.end(isText ? said : JSON.stringify(said));
    posts.push(post);
    for (const look of waiting.splice(0)) look();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  // The first post that fits, as soon as it is there; none within five seconds is a failure.
  const until = async (fits, what) => {
    const end = Date.now() + 5_000;
    while (Date.now() < end) {
      const found = posts.find(fits);
      if (found) return found;
      await Promise.race([
        new Promise((resolve) => waiting.push(resolve)),
        new Promise((resolve) => setTimeout(resolve, end - Date.now()).unref()),
      ]);
    }
    throw new Error(`${what} was not posted, but ${JSON.stringify(posts)}`);
  };
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    posts,
    until,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

// Opens a script with a mistake, and repairs it by a code action, with the client library that VS Code uses. Prints what it saw.
//
//   node client.js SCRIPT COMMAND...     COMMAND starts the server
'use strict';

const { spawn } = require('child_process');
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const protocol = require('vscode-languageserver-protocol/node');

const [script, command, ...args] = process.argv.slice(2);
const uri = pathToFileURL(fs.realpathSync(script)).href;
const textDocument = { uri };
const server = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
const exited = new Promise((resolve) => server.on('exit', resolve));
const connection = protocol.createProtocolConnection(
  new protocol.StreamMessageReader(server.stdout),
  new protocol.StreamMessageWriter(server.stdin),
);

/** What is waited for, and done with the next diagnostics of the script that satisfy it. */
let awaited = { matches: () => false, resolve: () => {} };
connection.onNotification(protocol.PublishDiagnosticsNotification.type, (published) => {
  if (published.uri === uri && awaited.matches(published.diagnostics)) {
    awaited.resolve(published.diagnostics);
  }
});

function diagnostics(matches) {
  return new Promise((resolve) => {
    awaited = { matches, resolve };
  });
}

/** The offset of a position: positions count UTF-16 units, as strings do here. */
function offset(text, position) {
  const lines = text.split('\n').slice(0, position.line);
  return lines.reduce((sum, line) => sum + line.length + 1, 0) + position.character;
}

/** The text after edits, which refer to the text before all of them. */
function edited(text, edits) {
  return [...edits]
    .sort((a, b) => offset(text, b.range.start) - offset(text, a.range.start))
    .reduce(
      (result, edit) =>
        result.slice(0, offset(text, edit.range.start)) + edit.newText + result.slice(offset(text, edit.range.end)),
      text,
    );
}

async function main() {
  connection.listen();
  const initialized = await connection.sendRequest(protocol.InitializeRequest.type, {
    processId: process.pid,
    rootUri: pathToFileURL(process.cwd()).href,
    workspaceFolders: null,
    capabilities: {
      textDocument: {
        publishDiagnostics: { codeDescriptionSupport: true },
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [protocol.CodeActionKind.QuickFix] } } },
      },
    },
  });
  console.log('server', initialized.serverInfo.name);
  await connection.sendNotification(protocol.InitializedNotification.type, {});

  const text = fs.readFileSync(script, 'utf8');
  const broken = diagnostics((found) => found.length > 0);
  await connection.sendNotification(protocol.DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: 'lua', version: 1, text },
  });
  const [diagnostic] = await broken;
  console.log('found', diagnostic.severity === protocol.DiagnosticSeverity.Error, text.slice(
    offset(text, diagnostic.range.start),
    offset(text, diagnostic.range.end),
  ));
  console.log('message', diagnostic.message.replace(/\n/g, '; '));

  const [action] = await connection.sendRequest(protocol.CodeActionRequest.type, {
    textDocument,
    range: diagnostic.range,
    context: { diagnostics: [diagnostic], only: [protocol.CodeActionKind.QuickFix] },
  });
  console.log('action', action.title);
  const repaired = edited(text, action.edit.changes[uri]);
  console.log('text', repaired.trimEnd());
  const clean = diagnostics((found) => found.length === 0);
  await connection.sendNotification(protocol.DidChangeTextDocumentNotification.type, {
    textDocument: { uri, version: 2 },
    contentChanges: [{ text: repaired }],
  });
  console.log('repaired', (await clean).length === 0);

  const place = { textDocument, position: { line: 0, character: repaired.indexOf('PING') + 1 } };
  const hover = await connection.sendRequest(protocol.HoverRequest.type, place);
  console.log('hover', hover.contents.value.match(/Complexity: .*/)[0]);
  const completion = await connection.sendRequest(protocol.CompletionRequest.type, place);
  const items = completion.items ?? completion;
  console.log('completion', items.some((item) => item.label === 'PING'), items.some((item) => item.label === 'GETEX'));

  await connection.sendRequest(protocol.ShutdownRequest.type);
  await connection.sendNotification(protocol.ExitNotification.type);
  console.log('exit', await exited);
}

function fail(error) {
  console.error(error);
  server.kill();
  process.exit(1);
}

setTimeout(() => fail('no answer'), 240_000).unref();
main().catch(fail);

'use strict';

const fs = require('fs');
const path = require('path');
const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

/** The files whose changes on the disk matter to the server. */
const WATCHED = '**/{*.lua,moonlet.properties}';

/** The client that runs, if any. @type {LanguageClient | undefined} */
let client;

/** Starts and stops are done one after the other. */
let last = Promise.resolve();

function inOrder(step) {
  last = last.then(step, step);
  return last;
}

/** The jar of the settings as an absolute path, or undefined after a message that says what is missing. */
function findJar() {
  const jar = vscode.workspace.getConfiguration('moonlet').get('jar', '');
  if (jar === '') {
    report('The setting moonlet.jar has to name moonlet.jar.');
    return undefined;
  }
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const file = path.resolve(folder, jar);
  if (!fs.existsSync(file)) {
    report(`The setting moonlet.jar names a file that does not exist: ${file}`);
    return undefined;
  }
  return file;
}

async function report(message) {
  if (await vscode.window.showErrorMessage(message, 'Open Settings')) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'moonlet.');
  }
}

async function start(watcher) {
  const jar = findJar();
  if (jar === undefined) {
    return;
  }
  const java = vscode.workspace.getConfiguration('moonlet').get('java') || 'java';
  client = new LanguageClient(
    'moonlet',
    'Moonlet',
    { command: java, args: ['-jar', jar, 'lsp'] },
    {
      documentSelector: [{ scheme: 'file', language: 'lua' }],
      synchronize: { fileEvents: watcher },
    },
  );
  try {
    await client.start();
  } catch {
    client = undefined; // it has shown the error
  }
}

async function stop() {
  const stopped = client;
  client = undefined;
  await stopped?.dispose();
}

exports.activate = (context) => {
  const watcher = vscode.workspace.createFileSystemWatcher(WATCHED);
  context.subscriptions.push(
    watcher,
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('moonlet')) {
        inOrder(stop);
        inOrder(() => start(watcher));
      }
    }),
  );
  return inOrder(() => start(watcher));
};

exports.deactivate = () => inOrder(stop);

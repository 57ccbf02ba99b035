-- Breaks nothing, and repairs a.lua by a quick fix, in Neovim from 0.7 on. Prints what it saw.
vim.opt.swapfile = false
vim.cmd('edit src/main/lua/a.lua')
local client
vim.wait(60000, function()
  client = next(vim.lsp.buf_get_clients(0))
  return client ~= nil
end)
local function lines()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '|')
end
local function ask(method, params)
  return vim.lsp.buf_request_sync(0, method, params, 60000)[client].result
end
local place = { textDocument = vim.lsp.util.make_text_document_params(), position = { line = 0, character = 20 } }
print('found', vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end))
print('message', (vim.diagnostic.get(0)[1].message:gsub('\n', '; ')))
local range = { start = { line = 0, character = 13 }, ['end'] = { line = 0, character = 14 } }
local action = ask('textDocument/codeAction', {
  textDocument = place.textDocument,
  range = range,
  context = { diagnostics = {} },
})[1]
print('action', action.title)
vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
print('text', lines())
print('repaired', vim.wait(60000, function() return #vim.diagnostic.get(0) == 0 end))
print('hover', ask('textDocument/hover', place).contents.value:match('Complexity: [^\n]*'))
print('completion', #ask('textDocument/completion', place) > 200)
vim.lsp.stop_client(client)
vim.cmd('qa!')

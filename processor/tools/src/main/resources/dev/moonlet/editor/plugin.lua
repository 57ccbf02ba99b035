-- Shows the Lua language server what the directives of Redis scripts declare. Written by moonlet init.
-- https://luals.github.io/wiki/plugins/

local ROOTS = { --[[ROOTS]] }

-- The types of directives that the language server calls something else.
local TYPES = {
  str = 'string', status = 'string', int64 = 'string', int = 'integer', bool = 'boolean',
  milliseconds = 'number', seconds = 'number', json = 'any', msgpack = 'any', dict = 'any', dictionary = 'any',
  list = 'any', array = 'any',
}

local SILENT = ' ---@diagnostic disable-line: unused-local, redefined-local, unused-function'

local function luatype(notation)
  local plain = notation:gsub('%s+%-%-.*', ''):gsub('%s*=.*', ''):gsub('%.%.%.', '[]')
  return (plain:gsub('([%a_][%w_]*)(:?)', function(word, colon)
    return (colon == '' and TYPES[word] or word) .. colon
  end))
end

-- The type at the beginning of a text: one word, or as far as its brackets go.
local function firsttype(text)
  local bracketed = text:match('^%b{}[%[%]?.]*') or text:match('^%b[][%[%]?.]*') or text:match('^table%s*%b<>[%[%]?.]*')
  return luatype(bracketed or text:match('^%S+') or 'string')
end

-- Whether the script has a local of this name, so that the directive needs none.
local function declares(text, name)
  for names in ('\n' .. text):gmatch('\n%s*local%s+([%w_,%s]-)%s*=') do
    if (',' .. names:gsub('%s', '') .. ','):find(',' .. name .. ',', 1, true) then
      return true
    end
  end
  return false
end

local function path(uri)
  local file = uri:gsub('^file://', ''):gsub('%%(%x%x)', function(hex) return string.char(tonumber(hex, 16)) end)
  return (file:gsub('^/(%a:)', '%1'))
end

local function read(file)
  local handle = io.open(file, 'rb')
  if not handle then
    return nil
  end
  local text = handle:read('*a')
  handle:close()
  return text
end

-- The text of an included file, and its folder.
local function included(name, folder)
  local file = name:find('%.lua$') and name or name .. '.lua'
  local places = {}
  if file:sub(1, 1) == '/' then
    for _, root in ipairs(ROOTS) do
      local _, last = (folder .. '/'):find('/' .. root .. '/', 1, true)
      places[#places + 1] = last and folder:sub(1, last - 1) .. file or nil
    end
  else
    places[1] = folder .. '/' .. file
  end
  for _, place in ipairs(places) do
    local text = read(place)
    if text then
      return text, place:match('^(.*)/')
    end
  end
end

local function directive(line)
  local word, rest = line:match('^%s*%-%-%-?%s*@(%a+)%s+(.-)%s*$')
  if not word then
    word, rest = line:match('^%%(%a+)%s+(.-)%s*$')
  end
  return word, rest
end

local offers

-- The declarations that a directive stands for; nil if it stands for none.
local function declaration(word, rest, text, folder, seen)
  if word == 'include' then
    local name = rest:match('["\'<]([^"\'>]+)["\'>]')
    local code, place = included(name or '', folder)
    return code and offers(code, place, seen) or nil
  end
  local name, more = rest:match('^([%a_][%w_]*)(.*)$')
  if not name or declares(text, name) then
    return nil
  end
  if word == 'key' then
    return ('local %s = KEYS%s'):format(name, more:find('^%.%.%.') and '' or '[1]')
  elseif word == 'arg' or word == 'resume' then
    return ('local %s = ARGV[1] --[[@as %s]]'):format(name, firsttype(more:match('^%s*(.*)$')))
  elseif word == 'shard' or word == 'once' then
    return ('local %s = ARGV[1]'):format(name)
  elseif word == 'enum' then
    return ('local %s = {} --[[@as table<string, any>]]'):format(name)
  end
end

-- What a file declares for those that include it.
function offers(text, folder, seen)
  if seen[text] then
    return nil
  end
  seen[text] = true
  local found = {}
  for line in (text .. '\n'):gmatch('([^\n]*)\n') do
    local word, rest = directive(line)
    local name, parameters = line:match('^local%s+function%s+([%w_]+)%s*(%b())')
    if name then
      found[#found + 1] = ('local function %s%s end'):format(name, parameters)
    elseif word then
      found[#found + 1] = declaration(word, rest, text, folder, seen)
    else
      local names = line:match('^local%s+([%a_][%w_,%s]-)%s*=') or line:match('^local%s+([%a_][%w_,%s]*)$')
      found[#found + 1] = names and ('local %s'):format(names) or nil
    end
  end
  return #found > 0 and table.concat(found, '; ') or nil
end

---@param uri string
---@param text string
function OnSetText(uri, text)
  local folder = path(uri):match('^(.*)/') or '.'
  local diffs = {}
  local start = 1
  for line in (text .. '\n'):gmatch('([^\n]*)\n') do
    local word, rest = directive(line)
    local code = word and declaration(word, rest, text, folder, {})
    if code then
      diffs[#diffs + 1] = { start = start, finish = start + #line - 1, text = code .. SILENT }
    end
    start = start + #line + 1
  end
  return diffs
end

local result = (function()
return {
  status = { ok = true, err = { 1 }, value = 5 },
  counts = { err = 3, warn = 4 },
  gaps = { "a", nil, "c" },
  none = redis.call("GET", "nothing"),
  text = '{"already":"json"}',
}
end)()
local function failed(v)
  if type(v.err) ~= 'string' then return false end
  return v.ignore_error_stats_update ~= nil or next(v, next(v)) == nil
end
local function json(v)
  if type(v) == 'string' or type(v) == 'table' and failed(v) then return v end
  return cjson.encode(v)
end
local function map_1(v)
  if type(v) ~= 'table' or failed(v) then return v end
  local reply = {}
  for key, value in pairs(v) do
    reply[#reply + 1] = tostring(key)
    reply[#reply + 1] = value
  end
  return reply
end
local function array_2(v)
  if type(v) ~= 'table' or type(v.err) == 'string' then return v end
  local reply = {}
  for i = 1, table.maxn(v) do reply[i] = v[i] or false end
  return reply
end
local function optional_json(v)
  if v then return json(v) end
  return v
end
local function record_3(v)
  if type(v) ~= 'table' or type(v.err) == 'string' then return v end
  return { json(v.status) or false, map_1(v.counts) or false, array_2(v.gaps) or false, optional_json(v.none) or false, json(v.text) or false }
end
return record_3(result)

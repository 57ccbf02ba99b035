---@arg value json
---@return string[]
local function describe(v, out, path)
  if type(v) == 'table' then
    local keys = {}
    for key in pairs(v) do
      keys[#keys + 1] = key
    end
    table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
    for _, key in ipairs(keys) do
      describe(v[key], out, path .. '/' .. tostring(key))
    end
  else
    out[#out + 1] = path .. '=' .. type(v) .. ':' .. (v == cjson.null and 'null' or tostring(v))
  end
  return out
end
return describe(value, {}, '')

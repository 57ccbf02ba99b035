-- Merges a patch into a document.
local function merge(target, patch)
  if type(patch) ~= 'table' then
    return patch
  end
  if type(target) ~= 'table' then
    target = {}
  end
  for k, v in pairs(patch) do
    if v == cjson.null then
      target[k] = nil
    else
      target[k] = merge(target[k], v)
    end
  end
  return target
end

local stored = redis.call('GET', KEYS[1])
local ok, document = pcall(cjson.decode, stored or '{}')
if not ok then
  return redis.error_reply('DOCUMENT not JSON: ' .. tostring(document))
end
local merged = cjson.encode(merge(document, cjson.decode(ARGV[1])))
if ARGV[2] and ARGV[2] ~= '' then
  redis.call('SET', KEYS[1], merged, 'PX', ARGV[2])
else
  redis.call('SET', KEYS[1], merged)
end
return merged

-- Fails for the tests.

local function must(value)
  if not value then
    error('no value')
  end
  return value
end

local function get(key)
  -- a comment that the linked text leaves out
  return redis.call('LPOP', key)
end

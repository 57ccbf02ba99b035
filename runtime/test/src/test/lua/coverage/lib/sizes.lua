local function size(text)
  if #text > 3 then
    return 'long'
  end
  return 'short'
end

local function unused()
  return 1
end

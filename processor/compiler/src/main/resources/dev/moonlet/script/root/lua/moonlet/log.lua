-- Writes to the log of the server: log('text') or log('text', 'warning').
-- The level is debug, verbose, notice or warning; notice by default. The server's setting loglevel decides what is kept.
local function log(message, level)
  local levels = {
    debug = redis.LOG_DEBUG,
    verbose = redis.LOG_VERBOSE,
    notice = redis.LOG_NOTICE,
    warning = redis.LOG_WARNING,
  }
  local number = levels[level or 'notice']
  if not number then
    error('unknown log level "' .. tostring(level) .. '": it is debug, verbose, notice or warning', 0)
  end
  redis.log(number, tostring(message))
end

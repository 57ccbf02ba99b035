%pragma once
redis.call('INCR', key_b)

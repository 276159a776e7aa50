SELECT day, shop, sum(amount) AS total FROM allowed_keys.raw GROUP BY day, shop

// The same profile columns by DuckDB. Usage: node duckdb_profiles.mjs EVENTS.csv THREADS
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const require = createRequire(join(process.env.DUCKDB_NODE_MODULES ?? process.cwd(), 'x.js'));
const { DuckDBInstance } = require('@duckdb/node-api');
const [file, threads] = process.argv.slice(2);
const started = process.hrtime.bigint();
const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
const sql = `
CREATE TABLE events AS SELECT * FROM read_csv('${file}', header = true, columns = {
  'event_type': 'VARCHAR', 'customer_id': 'VARCHAR', 'timestamp': 'TIMESTAMP', 'session_id': 'VARCHAR',
  'order_id': 'VARCHAR', 'product_id': 'VARCHAR', 'category_level_1': 'VARCHAR', 'product_price': 'DOUBLE',
  'quantity': 'INTEGER', 'total_amount': 'DOUBLE', 'device_type': 'VARCHAR'});
CREATE TABLE bounds AS SELECT max("timestamp") AS as_of FROM events;
CREATE TABLE base AS SELECT customer_id,
  count(*) AS event_count, min("timestamp") AS first_seen, max("timestamp") AS last_seen,
  count(DISTINCT "timestamp"::DATE) AS days_active,
  count(DISTINCT session_id) AS sessions,
  count(*) FILTER (event_type IN ('view_item', 'view_category')) AS page_views,
  count(*) FILTER (event_type = 'view_item') AS item_views,
  count(*) FILTER (event_type = 'search') AS searches,
  count(*) FILTER (event_type = 'add_to_cart') AS cart_adds,
  count(*) FILTER (event_type = 'remove_from_cart') AS cart_removes,
  count(*) FILTER (event_type = 'checkout') AS checkouts,
  count(DISTINCT order_id) FILTER (event_type = 'purchase') AS orders,
  coalesce(sum(total_amount) FILTER (event_type = 'purchase'), 0) AS gross,
  coalesce(sum(total_amount) FILTER (event_type = 'refund'), 0) AS refunded,
  count(*) FILTER (event_type = 'refund') AS refunds,
  sum(quantity) FILTER (event_type = 'purchase') AS units,
  min("timestamp") FILTER (event_type = 'purchase') AS first_purchase,
  max("timestamp") FILTER (event_type = 'purchase') AS last_purchase,
  count(DISTINCT product_id) FILTER (event_type = 'purchase') AS products,
  count(DISTINCT category_level_1) AS categories,
  avg((dayofweek("timestamp") IN (0, 6))::INT) AS weekend_share,
  avg((hour("timestamp") >= 18)::INT) AS evening_share,
  avg(sin(2 * pi() * hour("timestamp") / 24)) AS hour_sin, avg(cos(2 * pi() * hour("timestamp") / 24)) AS hour_cos,
  avg((device_type = 'mobile')::INT) AS mobile_share
FROM events GROUP BY customer_id;
CREATE TABLE weekday_mode AS SELECT customer_id, arg_max(d, (n, -d)) AS preferred_weekday FROM
  (SELECT customer_id, isodow("timestamp") AS d, count(*) AS n FROM events GROUP BY ALL) GROUP BY customer_id;
CREATE TABLE hour_mode AS SELECT customer_id, arg_max(h, (n, -h)) AS preferred_hour FROM
  (SELECT customer_id, hour("timestamp") AS h, count(*) AS n FROM events GROUP BY ALL) GROUP BY customer_id;
CREATE TABLE device_mode AS SELECT customer_id, arg_max(device_type, n) AS primary_device FROM
  (SELECT customer_id, device_type, count(*) AS n FROM events GROUP BY ALL) GROUP BY customer_id;
CREATE TABLE category_mode AS SELECT customer_id, arg_max(c, w) AS top_category, max(w) / sum(w) AS top_share FROM
  (SELECT customer_id, category_level_1 AS c,
     sum(CASE event_type WHEN 'purchase' THEN 5 WHEN 'add_to_cart' THEN 2 ELSE 1 END) AS w
   FROM events WHERE category_level_1 IS NOT NULL GROUP BY ALL) GROUP BY customer_id;
CREATE TABLE gaps AS SELECT customer_id, count(*) AS purchase_days, avg(g) AS gap_mean, stddev_samp(g) AS gap_sd,
  min(g) AS gap_min, max(g) AS gap_max, median(g) AS gap_median FROM
  (SELECT customer_id, d - lag(d) OVER (PARTITION BY customer_id ORDER BY d) AS g FROM
    (SELECT DISTINCT customer_id, "timestamp"::DATE AS d FROM events WHERE event_type = 'purchase')) GROUP BY customer_id;
CREATE TABLE carts AS SELECT customer_id, avg((NOT bought)::INT) AS abandonment FROM
  (SELECT customer_id, session_id, bool_or(event_type = 'purchase') AS bought, bool_or(event_type = 'add_to_cart') AS added
   FROM events GROUP BY ALL) WHERE added GROUP BY customer_id;
CREATE TABLE recent AS SELECT customer_id,
  coalesce(sum(total_amount) FILTER ("timestamp" > as_of - INTERVAL 30 DAY), 0) AS r30,
  coalesce(sum(total_amount) FILTER ("timestamp" > as_of - INTERVAL 90 DAY), 0) AS r90
FROM events, bounds WHERE event_type = 'purchase' GROUP BY customer_id;
CREATE TABLE profiles AS SELECT base.*, preferred_weekday, preferred_hour, primary_device, top_category, top_share,
  purchase_days, gap_mean, gap_sd, gap_min, gap_max, gap_median, abandonment, r30, r90
FROM base LEFT JOIN weekday_mode USING (customer_id) LEFT JOIN hour_mode USING (customer_id)
  LEFT JOIN device_mode USING (customer_id) LEFT JOIN category_mode USING (customer_id)
  LEFT JOIN gaps USING (customer_id) LEFT JOIN carts USING (customer_id) LEFT JOIN recent USING (customer_id);
`;
for (const statement of sql.split(';').map(s => s.trim()).filter(s => s.length > 0)) {
  await connection.run(statement);
}
const seconds = Number(process.hrtime.bigint() - started) / 1e9;
const result = await connection.runAndReadAll('SELECT count(*), sum(gross), sum(orders), sum(sessions) FROM profiles');
const row = result.getRows()[0].map(Number);
const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
console.log(JSON.stringify({ seconds, peakMegabytes: peak, customers: row[0], revenue: row[1], orders: row[2], sessions: row[3] }));

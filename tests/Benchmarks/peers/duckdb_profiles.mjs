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
  count(*) FILTER (event_type IN ('view_item', 'view_category')) AS page_views,
  count(*) FILTER (event_type = 'view_item') AS item_views,
  count(*) FILTER (event_type = 'search') AS searches,
  count(*) FILTER (event_type = 'add_to_cart') AS cart_adds,
  count(*) FILTER (event_type = 'remove_from_cart') AS cart_removes,
  count(*) FILTER (event_type = 'checkout') AS checkouts
FROM events GROUP BY customer_id;
CREATE TABLE money AS SELECT customer_id, order_id, "timestamp", "timestamp"::DATE AS d, product_id, quantity, total_amount,
  event_type = 'purchase' AS bought FROM events WHERE event_type IN ('purchase', 'refund');
CREATE TABLE bought AS SELECT customer_id,
  count(DISTINCT order_id) FILTER (bought) AS orders,
  coalesce(sum(total_amount) FILTER (bought), 0) AS gross,
  coalesce(sum(total_amount) FILTER (NOT bought), 0) AS refunded,
  count(*) FILTER (NOT bought) AS refunds,
  sum(quantity) FILTER (bought) AS units,
  min("timestamp") FILTER (bought) AS first_purchase,
  max("timestamp") FILTER (bought) AS last_purchase,
  count(DISTINCT product_id) FILTER (bought) AS products,
  coalesce(sum(total_amount) FILTER (bought AND "timestamp" > as_of - INTERVAL 30 DAY), 0) AS r30,
  coalesce(sum(total_amount) FILTER (bought AND "timestamp" > as_of - INTERVAL 90 DAY), 0) AS r90
FROM money, bounds GROUP BY customer_id;
CREATE TABLE hours AS SELECT customer_id, "timestamp"::DATE AS d, hour("timestamp") AS h, count(*) AS n
FROM events GROUP BY ALL;
CREATE TABLE days AS SELECT customer_id, d, isodow(d) AS w, sum(n) AS n FROM hours GROUP BY ALL;
CREATE TABLE by_hour AS SELECT customer_id, arg_max(h, n * 100 - h) AS preferred_hour,
  sum(n) FILTER (h >= 18) / sum(n) AS evening_share,
  sum(n * sin(2 * pi() * h / 24)) AS hour_sin, sum(n * cos(2 * pi() * h / 24)) AS hour_cos
FROM (SELECT customer_id, h, sum(n) AS n FROM hours GROUP BY ALL) GROUP BY customer_id;
CREATE TABLE by_day AS SELECT customer_id, arg_max(w, n * 100 - w) AS preferred_weekday, sum(k) AS days_active,
  sum(n) FILTER (w >= 6) / sum(n) AS weekend_share,
  sum(n * sin(2 * pi() * (w - 1) / 7)) AS weekday_sin, sum(n * cos(2 * pi() * (w - 1) / 7)) AS weekday_cos
FROM (SELECT customer_id, w, sum(n) AS n, count(*) AS k FROM days GROUP BY ALL) GROUP BY customer_id;
CREATE TABLE by_device AS SELECT customer_id, arg_max(device_type, n) AS primary_device, max(n) / sum(n) AS primary_device_share,
  coalesce(sum(n) FILTER (device_type = 'mobile'), 0) / sum(n) AS mobile_share FROM
  (SELECT customer_id, device_type, count(*) AS n FROM events GROUP BY ALL) GROUP BY customer_id;
CREATE TABLE by_category AS SELECT customer_id, arg_max(c, w) AS top_category, max(w) / sum(w) AS top_share,
  count(*) AS categories FROM
  (SELECT customer_id, category_level_1 AS c,
     sum(CASE event_type WHEN 'purchase' THEN 5 WHEN 'add_to_cart' THEN 2 ELSE 1 END) AS w
   FROM events WHERE category_level_1 IS NOT NULL GROUP BY ALL) GROUP BY customer_id;
CREATE TABLE gaps AS SELECT customer_id, count(*) AS purchase_days, avg(g) AS gap_mean, stddev_samp(g) AS gap_sd,
  min(g) AS gap_min, max(g) AS gap_max, median(g) AS gap_median FROM
  (SELECT customer_id, d - lag(d) OVER (PARTITION BY customer_id ORDER BY d) AS g FROM
    (SELECT DISTINCT customer_id, d FROM money WHERE bought)) GROUP BY customer_id;
CREATE TABLE by_session AS SELECT customer_id, count(*) AS sessions,
  avg((NOT bought)::INT) FILTER (added) AS abandonment FROM
  (SELECT customer_id, session_id, bool_or(event_type = 'purchase') AS bought, bool_or(event_type = 'add_to_cart') AS added
   FROM events GROUP BY ALL) GROUP BY customer_id;
CREATE TABLE profiles AS SELECT *
FROM base LEFT JOIN bought USING (customer_id) LEFT JOIN by_day USING (customer_id) LEFT JOIN by_hour USING (customer_id)
  LEFT JOIN by_device USING (customer_id) LEFT JOIN by_category USING (customer_id)
  LEFT JOIN gaps USING (customer_id) LEFT JOIN by_session USING (customer_id);
`;
for (const statement of sql.split(';').map(s => s.trim()).filter(s => s.length > 0)) {
  await connection.run(statement);
}
const seconds = Number(process.hrtime.bigint() - started) / 1e9;
const result = await connection.runAndReadAll('SELECT count(*), sum(gross), sum(orders), sum(sessions) FROM profiles');
const row = result.getRows()[0].map(Number);
const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
console.log(JSON.stringify({ seconds, peakMegabytes: peak, customers: row[0], revenue: row[1], orders: row[2], sessions: row[3] }));

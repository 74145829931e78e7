"""Sixteen of the profile columns by pandas. Usage: python3 pandas_profiles.py EVENTS.csv"""
import json
import resource
import sys
import time

import pandas as pd

started = time.perf_counter()
events = pd.read_csv(sys.argv[1], parse_dates=["timestamp"], dtype={"customer_id": str, "order_id": str})
events["day"] = events["timestamp"].dt.normalize()
kind = events["event_type"]
groups = events.groupby("customer_id", sort=True)
profiles = groups.agg(
    event_count=("event_type", "size"), first_seen=("timestamp", "min"), last_seen=("timestamp", "max"),
    days_active=("day", "nunique"), sessions=("session_id", "nunique"), categories=("category_level_1", "nunique"))
for name, value in (("item_views", "view_item"), ("cart_adds", "add_to_cart"), ("searches", "search"), ("refunds", "refund")):
    profiles[name] = events[kind == value].groupby("customer_id").size()
purchases = events[kind == "purchase"]
bought = purchases.groupby("customer_id").agg(
    orders=("order_id", "nunique"), gross=("total_amount", "sum"), units=("quantity", "sum"),
    first_purchase=("timestamp", "min"), last_purchase=("timestamp", "max"), products=("product_id", "nunique"))
profiles = profiles.join(bought)
print(json.dumps({
    "seconds": time.perf_counter() - started,
    "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "customers": len(profiles), "revenue": float(profiles["gross"].sum()),
    "orders": int(profiles["orders"].sum()), "sessions": int(profiles["sessions"].sum())}))

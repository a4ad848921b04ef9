"""The only place that draws PDF and the only place that touches workbooks."""

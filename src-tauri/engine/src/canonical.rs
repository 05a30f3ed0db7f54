//! JSON that is the same for the same value, byte by byte: sorted keys, no white space. What is approved is compared by it.

use anyhow::Context as _;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// Errors: what JSON cannot hold, as a map whose keys are no strings.
pub fn json(value: &impl Serialize) -> anyhow::Result<String> {
    sorted(&serde_json::to_value(value).context("Write as JSON")?)
}

/// The library sorts keys only as long as no other crate asks it to keep their order.
fn sorted(value: &Value) -> anyhow::Result<String> {
    Ok(match value {
        Value::Object(fields) => {
            let fields: BTreeMap<&String, &Value> = fields.iter().collect();
            let fields: Vec<String> = fields
                .into_iter()
                .map(|(name, value)| Ok(format!("{}:{}", serde_json::to_string(name)?, sorted(value)?)))
                .collect::<anyhow::Result<_>>()?;
            format!("{{{}}}", fields.join(","))
        }
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(sorted).collect::<anyhow::Result<_>>()?;
            format!("[{}]", values.join(","))
        }
        plain => plain.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_at_every_depth_and_lists_keep_their_order() {
        let value = serde_json::json!({ "b": [2, 1, { "d": null, "c": "\"\n" }], "a": { "z": true, "y": 1 } });
        assert_eq!(json(&value).unwrap(), r#"{"a":{"y":1,"z":true},"b":[2,1,{"c":"\"\n","d":null}]}"#);
    }
}

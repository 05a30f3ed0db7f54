//! What a request is, and how a list of them becomes structs, a trait and a way to call each by its name.

use crate::{ApiError, Code, Result, text};
use serde::{Serialize, de::DeserializeOwned};

/// A request as a type: what it is called on the wire, and what it answers with.
pub trait Request: Serialize + DeserializeOwned {
    const NAME: &'static str;
    type Answer: Serialize + DeserializeOwned;
}

macro_rules! requests {
    ($(
        $(#[$doc:meta])*
        $method:ident: $request:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)? } -> $answer:ty;
    )+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, Serialize, Deserialize)]
            #[serde(deny_unknown_fields)]
            pub struct $request { $($(#[$field_doc])* pub $field: $type),* }

            impl Request for $request {
                const NAME: &'static str = stringify!($method);
                type Answer = $answer;
            }
        )+

        /// What the engine can be asked. Every host speaks to the engine through this and nothing else.
        pub trait Api {
            $(
                $(#[$doc])*
                fn $method(&self, request: $request) -> impl Future<Output = Result<$answer>> + Send;
            )+
        }

        /// The names of all requests, in the order of this file.
        pub const REQUESTS: &[&str] = &[$(stringify!($method)),+];

        /// Answers the request called `name` whose fields are `json` (an object; null and nothing mean no fields).
        ///
        /// Errors: `not_found` for an unknown name, `invalid` where the fields do not fit, else what the request answers.
        pub async fn dispatch<A: Api + Sync>(api: &A, name: &str, json: serde_json::Value) -> Result<serde_json::Value> {
            match name {
                $(stringify!($method) => answer(api.$method(read(name, json)?).await?),)+
                _ => Err(ApiError::new(Code::NotFound, text::unknown_request(name))),
            }
        }
    };
}
pub(crate) use requests;

pub(crate) fn read<R: DeserializeOwned>(name: &str, json: serde_json::Value) -> Result<R> {
    let fields = if json.is_null() { serde_json::Value::Object(serde_json::Map::new()) } else { json };
    if !fields.is_object() {
        return Err(ApiError::new(Code::Invalid, text::unreadable_request(name, "they are not an object")));
    }
    serde_json::from_value(fields)
        .map_err(|error| ApiError::new(Code::Invalid, text::unreadable_request(name, &error.to_string())))
}

pub(crate) fn answer(value: impl Serialize) -> Result<serde_json::Value> {
    serde_json::to_value(value).map_err(|error| ApiError::new(Code::Internal, text::unwritable_answer(&error.to_string())))
}

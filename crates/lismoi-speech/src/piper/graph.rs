//! The nodes of a model's graph that Piper's voices have, found by their operators.
//!
//! The names of nodes depend on the program that exported the model, their operators do not.

use std::collections::{HashMap, HashSet};

use rten_onnx::onnx::{GraphProto, NodeProto};

/// The values of a graph by their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nodes {
    /// The noise of the durations, of shape (1, 2, ids).
    pub duration_noise: String,
    /// The durations of the ids in frames, of shape (1, 1, ids).
    pub durations: String,
    /// The tensor with the shape of `sound_noise`.
    pub sound_like: String,
    /// The noise of the sound, of shape (1, channels, frames).
    pub sound_noise: String,
    /// The samples.
    pub output: String,
    /// Whether the graph has an input for the speaker.
    pub has_speaker: bool,
}

/// Why a graph is not that of a Piper voice.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GraphError {
    /// An input is missing; holds its name.
    #[error("the graph has no input '{0}'")]
    NoInput(&'static str),
    /// There is not exactly one output.
    #[error("the graph has {0} outputs, not one")]
    Outputs(usize),
    /// There is not the right number of nodes of an operator.
    #[error("the graph has {found} {operator} nodes, not {expected}")]
    Count {
        /// The operator.
        operator: &'static str,
        /// How many there are.
        found: usize,
        /// How many a Piper voice has.
        expected: usize,
    },
    /// The random nodes are not one before the durations and one behind them.
    #[error("the RandomNormalLike nodes are not one before the Ceil node and one behind it")]
    Order,
}

impl Nodes {
    /// Finds the nodes.
    ///
    /// # Errors
    /// The graph has other inputs, outputs, or random nodes than a Piper voice.
    pub fn find(graph: &GraphProto) -> Result<Nodes, GraphError> {
        let has_input = |name| {
            graph
                .input
                .iter()
                .any(|input| input.name.as_deref() == Some(name))
        };
        for name in ["input", "input_lengths", "scales"] {
            if !has_input(name) {
                return Err(GraphError::NoInput(name));
            }
        }
        let [output] = graph.output.as_slice() else {
            return Err(GraphError::Outputs(graph.output.len()));
        };
        let durations = only(&of_operator(graph, "Ceil"), "Ceil")?;
        let random = of_operator(graph, "RandomNormalLike");
        let [one, other] = random.as_slice() else {
            return Err(GraphError::Count {
                operator: "RandomNormalLike",
                found: random.len(),
                expected: 2,
            });
        };
        let before = ancestors(graph, durations);
        let (duration, sound) = match (
            before.contains(output_of(one)),
            before.contains(output_of(other)),
        ) {
            (true, false) => (one, other),
            (false, true) => (other, one),
            _ => return Err(GraphError::Order),
        };
        Ok(Nodes {
            duration_noise: output_of(duration).to_owned(),
            durations: durations.to_owned(),
            sound_like: sound.input.first().cloned().unwrap_or_default(),
            sound_noise: output_of(sound).to_owned(),
            output: output.name.clone().unwrap_or_default(),
            has_speaker: has_input("sid"),
        })
    }
}

fn of_operator<'a>(graph: &'a GraphProto, operator: &str) -> Vec<&'a NodeProto> {
    let nodes = graph.node.iter();
    nodes
        .filter(|node| node.op_type.as_deref() == Some(operator))
        .collect()
}

fn only<'a>(nodes: &[&'a NodeProto], operator: &'static str) -> Result<&'a str, GraphError> {
    match nodes {
        [node] => Ok(output_of(node)),
        _ => Err(GraphError::Count {
            operator,
            found: nodes.len(),
            expected: 1,
        }),
    }
}

fn output_of(node: &NodeProto) -> &str {
    node.output.first().map_or("", String::as_str)
}

/// The values that `value` is computed from, and itself.
fn ancestors<'a>(graph: &'a GraphProto, value: &'a str) -> HashSet<&'a str> {
    let nodes = graph.node.iter();
    let sources: HashMap<&str, &NodeProto> = nodes
        .flat_map(|node| {
            node.output
                .iter()
                .map(move |output| (output.as_str(), node))
        })
        .collect();
    let mut found = HashSet::from([value]);
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        // A value without a source is an input or a constant.
        let inputs = sources.get(value).into_iter().flat_map(|node| &node.input);
        open.extend(
            inputs
                .map(String::as_str)
                .filter(|input| found.insert(input)),
        );
    }
    found
}

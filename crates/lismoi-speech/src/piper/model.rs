//! The model of a voice: ids in, samples and the length of each id out.
//!
//! The model has two random nodes. Their values are computed here, so the model is run in two
//! steps: up to the second random node, whose shape depends on the durations, and then to the
//! samples.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lismoi_files::named;
use rten::{LoadError, ModelOptions, NodeId, RunError, RunOptions, ThreadPool, Value, ValueOrView};
use rten_onnx::onnx::ModelProto;
use rten_tensor::Tensor;
use rten_tensor::prelude::*;

use super::config::{Config, Inference};
use super::graph::{GraphError, Nodes};
use super::noise::Noise;
use super::voice::LARGEST_MODEL;

/// The longest sound of an utterance, in frames: 11 minutes at 22,050 Hz. Real ones are 20 s.
const MOST_FRAMES: f32 = 60_000.0;

/// A loaded model. Loading starts no thread, so a process may fork with it.
pub struct Model {
    model: rten::Model,
    nodes: Ids,
    inference: Inference,
    speaker: Option<u32>,
}

/// The nodes by their numbers.
struct Ids {
    input: NodeId,
    input_lengths: NodeId,
    scales: NodeId,
    speaker: Option<NodeId>,
    duration_noise: NodeId,
    durations: NodeId,
    sound_like: NodeId,
    sound_noise: NodeId,
    output: NodeId,
}

/// The sound of an utterance.
#[derive(Clone, Debug, PartialEq)]
pub struct Sound {
    /// The samples (mono, 16 bit).
    pub samples: Vec<i16>,
    /// The first sample of each id.
    pub starts: Vec<u32>,
}

/// Why a model is not loaded.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The file cannot be read.
    #[error("could not read the model '{}': {error}", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The file is larger than that of any voice.
    #[error("the model '{}' has {bytes} bytes; no voice has so many", .path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size.
        bytes: u64,
    },
    /// The file is not whole, or no ONNX.
    #[error("'{}' is not a whole ONNX file; download it again", .0.display())]
    NotOnnx(PathBuf),
    /// The model is not that of a Piper voice.
    #[error("'{}' is not a Piper voice: {error}; use a voice exported by Piper", .path.display())]
    Graph {
        /// The file.
        path: PathBuf,
        /// Which node is missing.
        error: GraphError,
    },
    /// The model has several speakers and its configuration one, or the reverse.
    #[error(
        "'{}' and its configuration belong to different voices: the number of speakers differs",
        .0.display()
    )]
    OtherConfig(PathBuf),
    /// The inference library refuses the model.
    #[error("could not load '{}': {error}", .path.display())]
    Load {
        /// The file.
        path: PathBuf,
        /// Why.
        error: LoadError,
    },
    /// The inference library lost a node of the graph.
    #[error("could not load '{}': no value '{value}'", .path.display())]
    Lost {
        /// The file.
        path: PathBuf,
        /// The value of the node.
        value: String,
    },
}

/// Why a model does not speak an utterance.
#[derive(Debug, thiserror::Error)]
pub enum RunFailure {
    /// The model fails.
    #[error("the model fails: {0}")]
    Run(#[from] RunError),
    /// The model returns tensors of other types than those of Piper's voices.
    #[error("the model returns no samples")]
    NoSamples,
    /// Not every sample is a number.
    #[error("the model returns samples that are no numbers")]
    NotNumbers,
    /// The durations are not those of the samples, negative, or endless.
    #[error("the model returns durations that do not fit the sound")]
    Durations,
}

impl Model {
    /// Loads a model to speak with the speaker of this number.
    ///
    /// # Errors
    /// The file is no ONNX file, or not that of a Piper voice.
    pub fn load(path: &Path, config: &Config, speaker: u32) -> Result<Model, ModelError> {
        let nodes = inspect(path)?;
        if nodes.has_speaker != (config.num_speakers > 1) {
            return Err(ModelError::OtherConfig(path.to_owned()));
        }
        let options = ModelOptions::with_all_ops();
        let model = options.load_file(path).map_err(|error| ModelError::Load {
            path: path.to_owned(),
            error,
        })?;
        let find = |value: &str| {
            model.find_node(value).ok_or_else(|| ModelError::Lost {
                path: path.to_owned(),
                value: value.to_owned(),
            })
        };
        let speaker = nodes.has_speaker.then_some(speaker);
        let nodes = Ids {
            input: find("input")?,
            input_lengths: find("input_lengths")?,
            scales: find("scales")?,
            speaker: speaker.map(|_| find("sid")).transpose()?,
            duration_noise: find(&nodes.duration_noise)?,
            durations: find(&nodes.durations)?,
            sound_like: find(&nodes.sound_like)?,
            sound_noise: find(&nodes.sound_noise)?,
            output: find(&nodes.output)?,
        };
        Ok(Model {
            model,
            nodes,
            inference: config.inference,
            speaker,
        })
    }

    /// Speaks the phonemes `ids`; `length_factor` makes everything longer. Runs on one thread,
    /// started here.
    pub(super) fn run(
        &self,
        ids: &[i32],
        length_factor: f32,
        mut noise: Noise,
    ) -> Result<Sound, RunFailure> {
        let pool = Arc::new(ThreadPool::with_num_threads(1));
        let options = || Some(RunOptions::default().with_thread_pool(Some(pool.clone())));
        let nodes = &self.nodes;
        let mut inputs = self.inputs(ids, length_factor);
        let first = noise.normal(2 * ids.len());
        inputs.push((nodes.duration_noise, tensor(&[1, 2, ids.len()], first)));
        let wanted = [nodes.output, nodes.durations, nodes.sound_like];
        let computed = self.model.partial_run(inputs, &wanted, options())?;

        let float = |node: NodeId| {
            let value = computed.iter().find(|(id, _)| *id == node);
            value.and_then(|(_, value)| value.as_tensor_view::<f32>())
        };
        let durations = float(nodes.durations)
            .ok_or(RunFailure::NoSamples)?
            .to_vec();
        let frames = frames(&durations, ids.len())?;
        let shape = float(nodes.sound_like)
            .ok_or(RunFailure::NoSamples)?
            .shape()
            .to_vec();
        let second = noise.normal(shape.iter().product());

        let mut inputs = self.inputs(ids, length_factor);
        let is_new = |(id, _): &(NodeId, Value)| {
            ![nodes.input, nodes.input_lengths, nodes.scales].contains(id)
                && Some(*id) != nodes.speaker
        };
        inputs.extend(
            computed
                .into_iter()
                .filter(is_new)
                .map(|(id, value)| (id, value.into())),
        );
        inputs.push((nodes.sound_noise, tensor(&shape, second)));
        let [output] = self.model.run_n(inputs, [nodes.output], options())?;
        let output: Tensor<f32> = output.try_into().map_err(|_| RunFailure::NoSamples)?;
        sound(&output.to_vec(), &frames)
    }

    /// The inputs that the graph names.
    fn inputs(&self, ids: &[i32], length_factor: f32) -> Vec<(NodeId, ValueOrView<'static>)> {
        let Inference {
            noise_scale,
            length_scale,
            noise_w,
        } = self.inference;
        let length = i32::try_from(ids.len()).unwrap_or(i32::MAX);
        let scales = vec![noise_scale, length_scale * length_factor, noise_w];
        let mut inputs = vec![
            (self.nodes.input, tensor(&[1, ids.len()], ids.to_vec())),
            (self.nodes.input_lengths, tensor(&[1], vec![length])),
            (self.nodes.scales, tensor(&[3], scales)),
        ];
        if let (Some(node), Some(speaker)) = (self.nodes.speaker, self.speaker) {
            let speaker = i32::try_from(speaker).unwrap_or(i32::MAX);
            inputs.push((node, tensor(&[1], vec![speaker])));
        }
        inputs
    }
}

fn tensor<T>(shape: &[usize], values: Vec<T>) -> ValueOrView<'static>
where
    Value: From<Tensor<T>>,
{
    Value::from(Tensor::from_data(shape, values)).into()
}

/// Reads the graph of the file and finds its nodes.
fn inspect(path: &Path) -> Result<Nodes, ModelError> {
    let unreadable = |error| ModelError::Unreadable {
        path: path.to_owned(),
        error,
    };
    let file = named::open(path).map_err(unreadable)?;
    let bytes = file.metadata().map_err(unreadable)?.len();
    if bytes > LARGEST_MODEL {
        let path = path.to_owned();
        return Err(ModelError::TooLarge { path, bytes });
    }
    let proto = ModelProto::parse_file(file).map_err(|_| ModelError::NotOnnx(path.to_owned()))?;
    let graph = proto
        .graph
        .ok_or_else(|| ModelError::NotOnnx(path.to_owned()))?;
    Nodes::find(&graph).map_err(|error| ModelError::Graph {
        path: path.to_owned(),
        error,
    })
}

/// The length of each id in frames.
fn frames(durations: &[f32], ids: usize) -> Result<Vec<u32>, RunFailure> {
    let is_sound = durations.iter().all(|frames| *frames >= 0.0)
        && durations.iter().sum::<f32>() <= MOST_FRAMES;
    if durations.len() != ids || !is_sound {
        return Err(RunFailure::Durations);
    }
    Ok(durations.iter().map(|frames| *frames as u32).collect())
}

/// Samples of 16 bits, and the first one of each id.
fn sound(samples: &[f32], frames: &[u32]) -> Result<Sound, RunFailure> {
    let total = frames.iter().sum::<u32>() as usize;
    if samples.is_empty() || total == 0 {
        return Err(RunFailure::NoSamples);
    }
    if samples.iter().any(|sample| !sample.is_finite()) {
        return Err(RunFailure::NotNumbers);
    }
    if !samples.len().is_multiple_of(total) {
        return Err(RunFailure::Durations);
    }
    let samples_per_frame = (samples.len() / total) as u32;
    let starts = frames.iter().scan(0, |end, frames| {
        let start = *end;
        *end += frames * samples_per_frame;
        Some(start)
    });
    Ok(Sound {
        starts: starts.collect(),
        // Full scale is 1.
        samples: samples
            .iter()
            .map(|sample| (sample.clamp(-1.0, 1.0) * f32::from(i16::MAX)).round() as i16)
            .collect(),
    })
}

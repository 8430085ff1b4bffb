//! A store of objects over HTTP: S3 and what speaks its protocol, Google Cloud Storage, Azure.
//!
//! Credentials and the place of the service come from the variables of the environment that
//! those services' own programs read. An object is sent at once, on the condition that its name is
//! free (`If-None-Match: *`), so that it is there whole or not at all, and once. Failed requests
//! are repeated for three minutes.

use std::future::Future;
use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use futures_util::StreamExt as _;
use object_store::aws::AmazonS3Builder;
use object_store::azure::MicrosoftAzureBuilder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::path::Path;
use object_store::{Error, ObjectStore as _, ObjectStoreExt as _, PutMode, PutOptions};
use tokio::runtime::Runtime;

use super::{Kept, Scratch, Store};

/// A store of objects.
#[derive(Debug)]
pub struct ObjectStore {
    store: Arc<dyn object_store::ObjectStore>,
    /// What the names of all objects begin with.
    prefix: Path,
    /// The address of the store, for messages.
    address: String,
    runtime: Runtime,
}

impl ObjectStore {
    /// Opens the store at an address: `s3://`, `gs://` or `az://`, a bucket, and perhaps a path;
    /// `None` for an address of another kind. Nothing is sent.
    ///
    /// # Errors
    /// The environment does not say enough.
    pub fn open(address: &str) -> Result<Option<ObjectStore>> {
        let Some((scheme, place)) = address.split_once("://") else {
            return Ok(None);
        };
        // Fails where a provider is installed already, which is as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let store: Arc<dyn object_store::ObjectStore> = match scheme {
            "s3" => Arc::new(AmazonS3Builder::from_env().with_url(address).build()?),
            "gs" => Arc::new(
                GoogleCloudStorageBuilder::from_env()
                    .with_url(address)
                    .build()?,
            ),
            "az" => Arc::new(
                MicrosoftAzureBuilder::from_env()
                    .with_url(address)
                    .build()?,
            ),
            _ => return Ok(None),
        };
        let prefix = place.split_once('/').map_or("", |(_, prefix)| prefix);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .context("could not start a thread")?;
        Ok(Some(ObjectStore {
            store,
            prefix: Path::parse(prefix.trim_matches('/'))?,
            address: address.trim_end_matches('/').to_owned(),
            runtime,
        }))
    }

    /// The full name of an object.
    fn path(&self, name: &str) -> Result<Path> {
        Ok(match self.prefix.as_ref() {
            "" => Path::parse(name)?,
            prefix => Path::parse(format!("{prefix}/{name}"))?,
        })
    }

    fn wait<T>(&self, request: impl Future<Output = T>) -> T {
        self.runtime.block_on(request)
    }

    fn put(&self, mut scratch: Scratch, name: &str) -> Result<Kept> {
        let mut bytes = Vec::new();
        scratch.file.seek(SeekFrom::Start(0))?;
        scratch.file.read_to_end(&mut bytes)?;
        let path = self.path(name)?;
        let options = PutOptions::from(PutMode::Create);
        match self.wait(self.store.put_opts(&path, bytes.into(), options)) {
            Ok(_) => Ok(Kept::New),
            Err(Error::AlreadyExists { .. }) => Ok(Kept::WasThere),
            Err(error) => Err(error.into()),
        }
    }

    fn get(&self, name: &str) -> Result<Option<std::fs::File>> {
        let path = self.path(name)?;
        let bytes = self.wait(async {
            match self.store.get(&path).await {
                Ok(found) => found.bytes().await.map(Some),
                Err(Error::NotFound { .. }) => Ok(None),
                Err(error) => Err(error),
            }
        })?;
        let Some(bytes) = bytes else {
            return Ok(None);
        };
        let mut file = tempfile::tempfile()?;
        file.write_all(&bytes)?;
        file.seek(SeekFrom::Start(0))?;
        Ok(Some(file))
    }

    /// Passes the names of all objects on, as the store lists them. Stops where `each` returns
    /// `false`.
    ///
    /// # Errors
    /// They cannot be listed.
    pub fn each_name(&self, mut each: impl FnMut(String) -> bool) -> Result<()> {
        let mut objects = self.store.list(Some(&self.prefix));
        let start = self.start();
        while let Some(object) = self.wait(objects.next()) {
            let object = object.with_context(|| format!("could not list '{}'", self.address))?;
            let name = object.location.as_ref().get(start..).unwrap_or_default();
            if !each(name.to_owned()) {
                break;
            }
        }
        Ok(())
    }

    /// Where names begin in full names.
    fn start(&self) -> usize {
        match self.prefix.as_ref() {
            "" => 0,
            prefix => prefix.len() + 1,
        }
    }

    /// Adds the names below a path.
    fn add_names(&self, path: &Path, names: &mut Vec<String>) -> Result<()> {
        let listed = self.wait(self.store.list_with_delimiter(Some(path)))?;
        let start = self.start();
        for object in listed.objects {
            let name = object.location.as_ref().get(start..);
            names.extend(name.map(str::to_owned));
        }
        for path in listed.common_prefixes {
            self.add_names(&path, names)?;
        }
        Ok(())
    }
}

impl Store for ObjectStore {
    fn scratch(&self) -> Result<Scratch> {
        let file = tempfile::tempfile().context("could not write to the temporary folder")?;
        Ok(Scratch { file, named: None })
    }

    fn keep(&self, scratch: Scratch, name: &str) -> Result<Kept> {
        let kept = self.put(scratch, name);
        kept.with_context(|| format!("could not write '{}/{name}'", self.address))
    }

    fn length(&self, name: &str) -> Result<Option<u64>> {
        let path = self.path(name)?;
        match self.wait(self.store.head(&path)) {
            Ok(found) => Ok(Some(found.size)),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => bail!(
                anyhow::Error::from(error)
                    .context(format!("could not read '{}/{name}'", self.address))
            ),
        }
    }

    fn open(&self, name: &str) -> Result<Option<std::fs::File>> {
        let found = self.get(name);
        found.with_context(|| format!("could not read '{}/{name}'", self.address))
    }

    fn names(&self, folder: &str) -> Result<Vec<String>> {
        let mut names = Vec::new();
        let added = self
            .path(folder)
            .and_then(|path| self.add_names(&path, &mut names));
        added.with_context(|| format!("could not read '{}/{folder}'", self.address))?;
        names.sort();
        Ok(names)
    }
}

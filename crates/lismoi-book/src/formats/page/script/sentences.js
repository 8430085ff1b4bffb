  // One sentence at a time, for those who teach and learn; and the end of a section.

  let isLooping = false;
  let stopsAfterEach = false;
  /** The cue whose end has been dealt with. */
  let heardOut = -1;

  $('loop').addEventListener('change', (event) => (isLooping = event.target.checked));
  $('each').addEventListener('change', (event) => (stopsAfterEach = event.target.checked));

  /** Stops or goes back where the listener wants it; whether it did. */
  function stopWhereWanted(moment) {
    if (awaited !== null) return false;
    if (cue >= 0 && heardOut !== cue && moment >= cues[cue][1]) {
      heardOut = cue;
      if (isLooping) {
        seek(cues[cue][0], true);
        return true;
      }
      if (stopsAfterEach) {
        stay();
        return true;
      }
    }
    // A little before its end: after it, the next one would be heard.
    if ($('sleep').value === 'section' && section >= 0 && moment > sections[section].end - 40) {
      stay();
      sleep();
      return true;
    }
    return false;
  }
  function stay() {
    staysStopped = true;
    sound.pause();
  }

